package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.store.JournalQuery;
import dev.drawbridge.jdbi.internal.sql.Where;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statement of a {@link JournalQuery}. */
final class JournalListing {

    // Compared as text, not as a pattern: an underscore is an underscore.
    private static final String ACTION = "(action = :action or substring(action from 1 for :groupLength) = :group)";

    private JournalListing() {}

    static Query query(Handle handle, JournalQuery query) {
        Where where = new Where().with("limit", query.limit());
        query.filters().forEach((filter, value) -> {
            switch (filter) {
                case APP -> where.and("app_id = :app", "app", value);
                case ACCOUNT -> where.and("account_id = :account", "account", value);
                case ACTOR -> where.and("actor_id = :actor", "actor", value);
                case TARGET -> where.and("target_id = :target", "target", value);
                case ACTION ->
                    where.and(ACTION, "action", value)
                            .with("group", value + ".")
                            .with("groupLength", value.length() + 1);
            }
        });
        String before = query.before();
        if (before != null) {
            where.and("seq < (select seq from dp_journal where id = :before)", "before", before);
        }
        return where.bind(handle.createQuery(
                where.statement("select * from dp_journal", " order by seq desc fetch first :limit rows only")));
    }
}
