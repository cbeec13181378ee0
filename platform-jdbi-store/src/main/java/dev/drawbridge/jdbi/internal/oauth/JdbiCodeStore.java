package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.oauth.OAuthColumns.FAMILY;
import static dev.drawbridge.jdbi.internal.oauth.OAuthColumns.RESOURCES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.COMPANY;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.GRANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.HASH;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INTEGER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.SCOPES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.USER;

import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.CodeGrant;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.StoredCode;
import java.time.Instant;
import java.util.Optional;

/** Authorization codes in {@code dp_code}. Thread-safe. */
final class JdbiCodeStore implements CodeStore {

    private static final Table<StoredCode> TABLE = new Table<>("dp_code", JdbiCodeStore::columns);

    private static final String FIND = "select * from dp_code where hash = :hash";

    private static final String CONSUME = """
            update dp_code set family_id = :family
            where hash = :hash and family_id is null and wrong_verifiers < :max and expires_at > :now""";

    private static final String COUNT_WRONG_VERIFIER = """
            update dp_code set wrong_verifiers = wrong_verifiers + 1 where hash = :hash""";

    private static final String DELETE_UNUSED = "delete from dp_code where grant_id = :grant and family_id is null";

    private static final Purge PURGE = Purge.expired("dp_code", "hash");

    private final JdbiTransactions transactions;

    JdbiCodeStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(StoredCode code) {
        transactions.useHandle(handle -> TABLE.insert(handle, code));
    }

    @Override
    public Optional<StoredCode> find(TokenHash hash) {
        return TABLE.find(transactions, FIND, query -> query.bind("hash", hash.value()));
    }

    @Override
    public boolean consume(TokenHash hash, FamilyId family, int maxWrongVerifiers, Instant now) {
        return transactions.changesOne(
                CONSUME,
                update -> update.bind("hash", hash.value())
                        .bind("family", family.value())
                        .bind("max", maxWrongVerifiers)
                        .bind("now", now));
    }

    @Override
    public void countWrongVerifier(TokenHash hash) {
        transactions.change(COUNT_WRONG_VERIFIER, update -> update.bind("hash", hash.value()));
    }

    @Override
    public void deleteUnused(GrantId grant) {
        transactions.change(DELETE_UNUSED, update -> update.bind("grant", grant.value()));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static StoredCode columns(Row<StoredCode> row) {
        return new StoredCode(
                row.column("hash", HASH, StoredCode::hash),
                row.part(StoredCode::grant, JdbiCodeStore::grant),
                row.column("expires_at", INSTANT, StoredCode::expiresAt),
                row.column("wrong_verifiers", INTEGER, StoredCode::wrongVerifiers),
                row.nullable("family_id", FAMILY, StoredCode::family));
    }

    private static CodeGrant grant(Row<CodeGrant> row) {
        return new CodeGrant(
                row.column("app_id", APP, CodeGrant::app),
                row.column("grant_id", GRANT, CodeGrant::grant),
                row.column("company_id", COMPANY, CodeGrant::company),
                row.column("user_id", USER, CodeGrant::user),
                row.column("scopes", SCOPES, CodeGrant::scopes),
                row.column("resources", RESOURCES, CodeGrant::resources),
                row.part(CodeGrant::binding, OAuthColumns::binding),
                row.column("authenticated_at", INSTANT, CodeGrant::authenticatedAt));
    }
}
