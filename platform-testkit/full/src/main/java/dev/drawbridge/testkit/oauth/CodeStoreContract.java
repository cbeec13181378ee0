package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.spi.CodeBinding;
import dev.drawbridge.oauth.spi.CodeGrant;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.Resources;
import dev.drawbridge.oauth.spi.StoredCode;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link CodeStore} does. */
public abstract class CodeStoreContract {

    private static final int THREADS = 50;
    private static final int MAX_WRONG = 5;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final Instant END = NOW.plusSeconds(60);
    private static final GrantId GRANT = new GrantId("grant");
    private static final FamilyId FAMILY = family(0);
    private static final StoredCode CODE = code("code", GRANT);

    /** For subclasses. */
    protected CodeStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract CodeStore store();

    @Test
    void aCodeIsKeptAsItIs() {
        store().insert(CODE);

        assertThat(store().find(CODE.hash())).contains(CODE);
        assertThat(store().find(TokenHash.of("another"))).isEmpty();
    }

    @Test
    @Tag("DPO-07")
    @Tag("RES-02")
    @DisplayName("the key and the resources of a code are kept")
    void keyAndResourcesAreKept() {
        CodeGrant plain = CODE.grant();
        CodeGrant bound = plain.withResources(new Resources(List.of("https://api.test/b", "https://api.test/a")))
                .withBinding(new CodeBinding(
                        "http://127.0.0.1:4711/cb",
                        false,
                        plain.binding().codeChallenge(),
                        new JwkThumbprint("k".repeat(43))));
        StoredCode code = new StoredCode(TokenHash.of("bound"), bound, END, 0, null);

        store().insert(code);

        assertThat(store().find(code.hash())).contains(code);
    }

    @Test
    @Tag("ACG-01")
    @DisplayName("of fifty simultaneous uses one consumes the code, and the others see its family")
    void isConsumedOnce() {
        store().insert(CODE);

        List<Boolean> consumed =
                Race.of(THREADS, thread -> store().consume(CODE.hash(), family(thread), MAX_WRONG, NOW));

        assertThat(consumed).containsOnlyOnce(true);
        FamilyId winner = family(consumed.indexOf(true));
        assertThat(store().find(CODE.hash()))
                .hasValueSatisfying(code -> assertThat(code.family()).isEqualTo(winner));
    }

    @Test
    @Tag("ACG-07")
    @DisplayName("from the instant of its expiry on a code cannot be used")
    void expires() {
        store().insert(CODE);

        assertThat(store().consume(CODE.hash(), FAMILY, MAX_WRONG, END)).isFalse();
        assertThat(store().consume(CODE.hash(), FAMILY, MAX_WRONG, END.minusNanos(1_000)))
                .isTrue();
    }

    @Test
    @Tag("PKC-09")
    @DisplayName("a code with too many wrong verifiers is void")
    void isVoidAfterTooManyWrongVerifiers() {
        store().insert(CODE);

        Race.of(MAX_WRONG, thread -> {
            store().countWrongVerifier(CODE.hash());
            return thread;
        });

        assertThat(store().find(CODE.hash()))
                .hasValueSatisfying(code -> assertThat(code.wrongVerifiers()).isEqualTo(MAX_WRONG));
        assertThat(store().consume(CODE.hash(), FAMILY, MAX_WRONG, NOW)).isFalse();
    }

    @Test
    @Tag("CON-05")
    @DisplayName("a grant that ends takes its unused codes along, and no others")
    void unusedCodesOfAGrantAreDeleted() {
        StoredCode used = code("used", GRANT);
        StoredCode foreign = code("foreign", new GrantId("another"));
        List.of(CODE, used, foreign).forEach(store()::insert);
        store().consume(used.hash(), FAMILY, MAX_WRONG, NOW);

        store().deleteUnused(GRANT);

        assertThat(store().find(CODE.hash())).isEmpty();
        assertThat(store().find(used.hash())).isPresent();
        assertThat(store().find(foreign.hash())).isPresent();
    }

    @Test
    void expiredCodesArePurgedInBatches() {
        List.of("a", "b", "c").forEach(code -> store().insert(code(code, GRANT)));

        assertThat(store().purge(END, 10)).isZero();
        assertThat(store().purge(END.plusSeconds(1), 2)).isEqualTo(2);
        assertThat(store().purge(END.plusSeconds(1), 2)).isEqualTo(1);
    }

    private static StoredCode code(String code, GrantId grant) {
        CodeGrant granted = new CodeGrant(
                new AppId("app"),
                grant,
                new CompanyId("company"),
                new UserId("user"),
                Scopes.of("tickets.read", "tickets.write"),
                Resources.UNNAMED,
                new CodeBinding(
                        "https://client.test/cb?a=b", true, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", null),
                NOW.minus(Duration.ofMinutes(3)));
        return new StoredCode(TokenHash.of(code), granted, END, 0, null);
    }

    private static FamilyId family(int number) {
        return new FamilyId(String.format(Locale.ROOT, "01FAMILY%018d", number));
    }
}
