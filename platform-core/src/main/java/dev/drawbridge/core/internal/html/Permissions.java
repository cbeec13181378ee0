package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.util.ArrayList;
import java.util.List;

/**
 * What an app may do, as a list that is read rather than chosen from. Where the user chooses, use {@link
 * Field#checkboxes}. Not thread-safe.
 */
public final class Permissions implements Component {

    /** What a permission allows; decides the icon. */
    public enum Kind {
        /** Look. */
        READ,
        /** Create and change. */
        WRITE,
        /** More than usual. */
        SENSITIVE
    }

    private final List<Permission> permissions = new ArrayList<>();

    private Permissions() {}

    /**
     * Begins with nothing.
     *
     * @return the list
     */
    public static Permissions begin() {
        return new Permissions();
    }

    /**
     * Adds a permission.
     *
     * @param kind what it allows
     * @param title what it is, in the host's words
     * @param description a second line, possibly empty
     */
    public Permissions add(Kind kind, String title, String description) {
        permissions.add(new Permission(kind, title, description));
        return this;
    }

    /**
     * Renders the list.
     *
     * @return the list
     */
    @Override
    public Html render() {
        return Components.TEMPLATES.render("permissions", this);
    }

    record Permission(Kind kind, String title, String description) {

        String cssClass() {
            return switch (kind) {
                case READ -> "read";
                case WRITE -> "write";
                case SENSITIVE -> "sensitive";
            };
        }
    }

    List<Permission> permissions() {
        return permissions;
    }
}
