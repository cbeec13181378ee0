package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import dev.drawbridge.oauth.spi.CodeBinding;
import dev.drawbridge.oauth.spi.Interaction;
import dev.drawbridge.oauth.spi.InteractionStore;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.Resources;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Interactions in {@code dp_interaction}. Thread-safe. */
final class JdbiInteractionStore implements InteractionStore {

    private static final String INSERT = """
            insert into dp_interaction
                (id, browser_hash, app_id, redirect_uri, redirect_uri_sent, state, scopes, code_challenge, page_required,
                dpop_jkt, resources, pushed_hash, user_id, company_id, expires_at, consumed_at)
            values (:id, :browser, :app, :redirectUri, :redirectUriSent, :state, :scopes, :challenge, :pageRequired,
                :key, :resources, :pushed, :user, :company, :expiresAt, :consumedAt)""";

    private static final String FIND = "select * from dp_interaction where id = :id";

    private static final String CHOOSE = """
            update dp_interaction set user_id = :user, company_id = :company
            where id = :id and consumed_at is null and expires_at > :now""";

    private static final String CONSUME = """
            update dp_interaction set consumed_at = :now
            where id = :id and consumed_at is null and expires_at > :now and user_id = :user and company_id = :company""";

    private static final Purge PURGE = Purge.expired("dp_interaction", "id");

    private final JdbiTransactions transactions;

    JdbiInteractionStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(Interaction interaction) {
        AuthorizationRequest request = interaction.request();
        CodeBinding binding = request.binding();
        JwkThumbprint key = binding.key();
        TokenHash pushed = interaction.pushed();
        UserId user = interaction.user();
        CompanyId company = interaction.company();
        transactions.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("id", interaction.id())
                .bind("browser", interaction.browser().value())
                .bind("app", request.app().value())
                .bind("redirectUri", binding.redirectUri())
                .bind("redirectUriSent", binding.redirectUriSent())
                .bind("state", request.state())
                .bind("scopes", request.scopes().toWire())
                .bind("challenge", binding.codeChallenge())
                .bind("pageRequired", request.pageRequired())
                .bind("key", key == null ? null : key.value())
                .bind("resources", request.resources().toWire())
                .bind("pushed", pushed == null ? null : pushed.value())
                .bind("user", user == null ? null : user.value())
                .bind("company", company == null ? null : company.value())
                .bind("expiresAt", interaction.expiresAt())
                .bind("consumedAt", interaction.consumedAt())
                .execute());
    }

    @Override
    public Optional<Interaction> find(String id) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id)
                .map((row, context) -> interaction(row))
                .findOne());
    }

    @Override
    public boolean choose(String id, UserId user, CompanyId company, Instant now) {
        return update(CHOOSE, id, user, company, now);
    }

    @Override
    public boolean consume(String id, UserId user, CompanyId company, Instant now) {
        return update(CONSUME, id, user, company, now);
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private boolean update(String statement, String id, UserId user, CompanyId company, Instant now) {
        return transactions.withHandle(handle -> handle.createUpdate(statement)
                        .bind("id", id)
                        .bind("user", user.value())
                        .bind("company", company.value())
                        .bind("now", now)
                        .execute()
                == 1);
    }

    private static Interaction interaction(ResultSet row) throws SQLException {
        @Nullable String pushed = row.getString("pushed_hash");
        @Nullable String user = row.getString("user_id");
        @Nullable String company = row.getString("company_id");
        return new Interaction(
                row.getString("id"),
                new TokenHash(row.getString("browser_hash")),
                new AuthorizationRequest(
                        new AppId(row.getString("app_id")),
                        Columns.binding(row),
                        row.getString("state"),
                        Scopes.parse(row.getString("scopes")),
                        Resources.parse(row.getString("resources")),
                        row.getBoolean("page_required")),
                pushed == null ? null : new TokenHash(pushed),
                user == null ? null : new UserId(user),
                company == null ? null : new CompanyId(company),
                Columns.instant(row, "expires_at"),
                Columns.instantOrNull(row, "consumed_at"));
    }
}
