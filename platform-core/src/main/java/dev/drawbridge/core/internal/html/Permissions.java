package dev.drawbridge.core.internal.html;

import java.util.List;

/** What an app may do, as a list that is read rather than chosen from. Where the user chooses, use {@link Field#checkboxes}. */
public final class Permissions {

    /** What a permission allows; decides the icon. */
    public enum Kind {
        /** Look. */
        READ,
        /** Create and change. */
        WRITE,
        /** More than usual. */
        SENSITIVE
    }

    /**
     * Something that an app may do.
     *
     * @param kind what it allows
     * @param title what it is, in the host's words
     * @param description a second line, possibly empty
     */
    public record Permission(Kind kind, String title, String description) {

        String cssClass() {
            return switch (kind) {
                case READ -> "read";
                case WRITE -> "write";
                case SENSITIVE -> "sensitive";
            };
        }
    }

    private Permissions() {}

    record Model(List<Permission> permissions) {}
}
