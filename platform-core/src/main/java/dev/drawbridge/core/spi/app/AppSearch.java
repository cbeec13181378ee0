package dev.drawbridge.core.spi.app;

import org.jspecify.annotations.Nullable;

/**
 * Which apps to list for operators, newest first.
 *
 * @param text is part of the name, the client id or the contact address, in any case, or is the owner's id; empty for all
 * @param status what {@link App#statusAt} says, or null for all
 * @param definedBy who brought it into being, or null for all
 * @param review what operators decided, or null for all
 * @param after the last app of the page before, or null for the first page
 * @param limit the most apps
 */
public record AppSearch(
        String text,
        @Nullable String status,
        @Nullable DefinedBy definedBy,
        @Nullable ReviewState review,
        @Nullable String after,
        int limit) {

    /** The status of active apps that passed their end. */
    public static final String EXPIRED = "EXPIRED";
}
