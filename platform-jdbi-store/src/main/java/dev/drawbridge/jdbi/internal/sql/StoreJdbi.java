package dev.drawbridge.jdbi.internal.sql;

import java.sql.Connection;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;

/** Jdbi as the stores need it. */
public final class StoreJdbi {

    private StoreJdbi() {}

    public static Jdbi on(DataSource dataSource) {
        return configured(Jdbi.create(dataSource));
    }

    public static Jdbi on(Connection connection) {
        return configured(Jdbi.create(connection));
    }

    private static Jdbi configured(Jdbi jdbi) {
        jdbi.registerArgument(new InstantArguments());
        // The default shows the bound values in exceptions.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        // Beginning and ending transactions is JdbiTransactions' matter; Jdbi would roll back a host's own one on
        // close.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        return jdbi;
    }

    /** Binds instants with their offset, so that neither the JVM's nor the session's time zone matters. */
    private static final class InstantArguments extends AbstractArgumentFactory<Instant> {

        InstantArguments() {
            super(Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, value.atOffset(ZoneOffset.UTC));
        }
    }
}
