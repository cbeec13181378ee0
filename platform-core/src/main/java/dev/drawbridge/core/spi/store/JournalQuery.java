package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.JournalEntry;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which journal entries to list, newest first. Immutable.
 *
 * @param filters what each of them must match; none of them means all entries
 * @param before the id of the last entry of the page before, or null for the first page
 * @param limit the most entries
 */
public record JournalQuery(
        Map<Filter, String> filters, @Nullable String before, int limit) {

    /** What entries can be told apart by. */
    public enum Filter {
        /** The app that an entry is about: {@link JournalEntry#app()}. */
        APP {
            @Override
            public boolean matches(JournalEntry entry, String value) {
                return entry.app().filter(value::equals).isPresent();
            }
        },
        /** The developer whose account an entry belongs to: {@link JournalEntry#account()}. */
        ACCOUNT {
            @Override
            public boolean matches(JournalEntry entry, String value) {
                return entry.account().filter(value::equals).isPresent();
            }
        },
        /** The id of who did it. */
        ACTOR {
            @Override
            public boolean matches(JournalEntry entry, String value) {
                return entry.actorId().equals(value);
            }
        },
        /** What was done: an action such as {@code secret.rotated}, or a group of them such as {@code secret}. */
        ACTION {
            @Override
            public boolean matches(JournalEntry entry, String value) {
                return entry.action().equals(value) || entry.action().startsWith(value + ".");
            }
        },
        /** The id of what it was done to. */
        TARGET {
            @Override
            public boolean matches(JournalEntry entry, String value) {
                return entry.targetId().equals(value);
            }
        };

        /**
         * Tells whether an entry matches.
         *
         * @param entry the entry
         * @param value what it must match
         * @return true if it does
         */
        public abstract boolean matches(JournalEntry entry, String value);
    }

    /** Copies the filters. */
    public JournalQuery {
        EnumMap<Filter, String> copy = new EnumMap<>(Filter.class);
        copy.putAll(filters);
        filters = Map.copyOf(copy);
    }

    /**
     * Asks for all entries.
     *
     * @param limit the most entries
     * @return the query
     */
    public static JournalQuery all(int limit) {
        return new JournalQuery(Map.of(), null, limit);
    }

    /**
     * Asks for what happened to an app, its secrets, its grants and its tokens.
     *
     * @param app the app
     * @param limit the most entries
     * @return the query
     */
    public static JournalQuery ofApp(AppId app, int limit) {
        return all(limit).and(Filter.APP, app.value());
    }

    /**
     * Asks for what a developer did, and what was done to their account.
     *
     * @param developer the developer
     * @param limit the most entries
     * @return the query
     */
    public static JournalQuery ofAccount(DeveloperId developer, int limit) {
        return all(limit).and(Filter.ACCOUNT, developer.value());
    }

    /**
     * Narrows the query down.
     *
     * @param filter by what
     * @param value what entries must match
     * @return the narrower query
     */
    public JournalQuery and(Filter filter, String value) {
        EnumMap<Filter, String> more = new EnumMap<>(Filter.class);
        more.putAll(filters);
        more.put(filter, value);
        return new JournalQuery(more, before, limit);
    }

    /**
     * Asks for the next page.
     *
     * @param last the id of the last entry of the page before
     * @return the query
     */
    public JournalQuery after(String last) {
        return new JournalQuery(filters, last, limit);
    }

    /**
     * Tells whether an entry matches every filter.
     *
     * @param entry the entry
     * @return true if it does
     */
    public boolean matches(JournalEntry entry) {
        return filters.entrySet().stream().allMatch(filter -> filter.getKey().matches(entry, filter.getValue()));
    }
}
