package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.PushedRequest;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import dev.drawbridge.testkit.contract.Race;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link PushedRequestStore} does. */
public abstract class PushedRequestStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final Instant END = NOW.plusSeconds(90);
    private static final PushedRequest REQUEST = request("uri", END);

    /** For subclasses. */
    protected PushedRequestStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract PushedRequestStore store();

    @Test
    void aRequestIsKeptAsItIs() {
        PushedRequest longest = new PushedRequest(
                TokenHash.of("longest"), new AppId("app"), "s".repeat(PushedRequest.MAX_PARAMETERS), END, null);

        store().insert(REQUEST);
        store().insert(longest);

        assertThat(store().find(REQUEST.hash())).contains(REQUEST);
        assertThat(store().find(longest.hash())).contains(longest);
        assertThat(store().find(TokenHash.of("other"))).isEmpty();
    }

    @Test
    @Tag("PAR-05")
    @DisplayName("of fifty simultaneous decisions exactly one uses the request")
    void isUsedOnce() {
        store().insert(REQUEST);

        List<Boolean> used = Race.run(thread -> store().use(REQUEST.hash(), NOW));

        assertThat(used).containsOnlyOnce(true);
        assertThat(store().use(REQUEST.hash(), NOW.plusSeconds(1))).isFalse();
        assertThat(store().find(REQUEST.hash()).orElseThrow().usedAt()).isEqualTo(NOW);
    }

    @Test
    @Tag("PAR-05")
    @DisplayName("the user may decide after the request_uri has expired, but not to one that never was")
    void isUsedAfterItsExpiry() {
        store().insert(REQUEST);

        assertThat(store().use(TokenHash.of("other"), NOW)).isFalse();
        assertThat(store().use(REQUEST.hash(), END.plusSeconds(300))).isTrue();
    }

    @Test
    void purgingTakesOnlyWhatExpiredAndNoMoreThanTheLimit() {
        for (int i = 0; i < 5; i++) {
            store().insert(request("old" + i, NOW));
        }
        store().insert(REQUEST);

        assertThat(store().purge(NOW.plusSeconds(1), 3)).isEqualTo(3);
        assertThat(store().purge(NOW.plusSeconds(1), 3)).isEqualTo(2);
        assertThat(store().purge(NOW.plusSeconds(1), 3)).isZero();
        assertThat(store().find(REQUEST.hash())).isPresent();
    }

    private static PushedRequest request(String uri, Instant expiresAt) {
        return new PushedRequest(TokenHash.of(uri), new AppId("app"), "client_id=c&state=%C3%BC%26", expiresAt, null);
    }
}
