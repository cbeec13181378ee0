package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.oauth.spi.CodeBinding;
import dev.drawbridge.oauth.spi.CodeGrant;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.Resources;
import dev.drawbridge.oauth.spi.StoredCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Authorization codes in {@code dp_code}. Thread-safe. */
final class JdbiCodeStore implements CodeStore {

    private static final String INSERT = """
            insert into dp_code
                (hash, app_id, grant_id, company_id, user_id, scopes, redirect_uri, redirect_uri_sent, code_challenge,
                dpop_jkt, resources, authenticated_at, expires_at, wrong_verifiers)
            values (:hash, :app, :grant, :company, :user, :scopes, :redirectUri, :redirectUriSent, :challenge,
                :key, :resources, :authenticatedAt, :expiresAt, :wrongVerifiers)""";

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
        CodeGrant grant = code.grant();
        CodeBinding binding = grant.binding();
        JwkThumbprint key = binding.key();
        transactions.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("hash", code.hash().value())
                .bind("app", grant.app().value())
                .bind("grant", grant.grant().value())
                .bind("company", grant.company().value())
                .bind("user", grant.user().value())
                .bind("scopes", grant.scopes().toWire())
                .bind("redirectUri", binding.redirectUri())
                .bind("redirectUriSent", binding.redirectUriSent())
                .bind("challenge", binding.codeChallenge())
                .bind("key", key == null ? null : key.value())
                .bind("resources", grant.resources().toWire())
                .bind("authenticatedAt", grant.authenticatedAt())
                .bind("expiresAt", code.expiresAt())
                .bind("wrongVerifiers", code.wrongVerifiers())
                .execute());
    }

    @Override
    public Optional<StoredCode> find(TokenHash hash) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("hash", hash.value())
                .map((row, context) -> code(row))
                .findOne());
    }

    @Override
    public boolean consume(TokenHash hash, FamilyId family, int maxWrongVerifiers, Instant now) {
        return transactions.withHandle(handle -> handle.createUpdate(CONSUME)
                        .bind("hash", hash.value())
                        .bind("family", family.value())
                        .bind("max", maxWrongVerifiers)
                        .bind("now", now)
                        .execute()
                == 1);
    }

    @Override
    public void countWrongVerifier(TokenHash hash) {
        transactions.useHandle(handle -> handle.createUpdate(COUNT_WRONG_VERIFIER)
                .bind("hash", hash.value())
                .execute());
    }

    @Override
    public void deleteUnused(GrantId grant) {
        transactions.useHandle(handle ->
                handle.createUpdate(DELETE_UNUSED).bind("grant", grant.value()).execute());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static StoredCode code(ResultSet row) throws SQLException {
        @Nullable String family = row.getString("family_id");
        CodeGrant grant = new CodeGrant(
                new AppId(row.getString("app_id")),
                new GrantId(row.getString("grant_id")),
                new CompanyId(row.getString("company_id")),
                new UserId(row.getString("user_id")),
                Scopes.parse(row.getString("scopes")),
                Resources.parse(row.getString("resources")),
                Columns.binding(row),
                Columns.instant(row, "authenticated_at"));
        return new StoredCode(
                new TokenHash(row.getString("hash")),
                grant,
                Columns.instant(row, "expires_at"),
                row.getInt("wrong_verifiers"),
                family == null ? null : new FamilyId(family));
    }
}
