package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.oauth.spi.SigningKeyStore;
import dev.drawbridge.oauth.spi.StoredSigningKey;
import dev.drawbridge.testkit.contract.Race;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link SigningKeyStore} does. */
public abstract class SigningKeyStoreContract {

    private static final int THREADS = 50;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");

    /** For subclasses. */
    protected SigningKeyStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract SigningKeyStore store();

    @Test
    @Tag("JWT-09")
    @DisplayName("of fifty nodes that start at the same time one makes the first key")
    void oneKeyOfAGeneration() {
        List<Boolean> inserted =
                Race.of(THREADS, thread -> store().insert(key("kid" + thread, SigningAlgorithm.ES256, 1)));

        assertThat(inserted).containsOnlyOnce(true);
        assertThat(store().all()).containsExactly(key("kid" + inserted.indexOf(true), SigningAlgorithm.ES256, 1));
    }

    @Test
    void everyAlgorithmAndGenerationHasItsOwnKey() {
        List<StoredSigningKey> keys = List.of(
                key("a", SigningAlgorithm.ES256, 1),
                key("b", SigningAlgorithm.ES256, 2),
                key("c", SigningAlgorithm.EDDSA, 1));
        keys.forEach(key -> assertThat(store().insert(key)).isTrue());

        assertThat(store().all()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    @Tag("JWT-07")
    @DisplayName("a key is retired once and deleted when it is not published any more")
    void keysRetire() {
        store().insert(key("a", SigningAlgorithm.ES256, 1));
        store().insert(key("b", SigningAlgorithm.ES256, 2));
        Instant until = NOW.plusSeconds(3_600);

        assertThat(store().retire("a", until)).isTrue();
        assertThat(store().retire("a", until.plusSeconds(1))).isFalse();
        assertThat(store().purge(until.minusNanos(1_000))).isZero();
        assertThat(store().all())
                .filteredOn(key -> key.kid().equals("a"))
                .allSatisfy(key -> assertThat(key.publishedUntil()).isEqualTo(until));
        assertThat(store().purge(until)).isEqualTo(1);
        assertThat(store().all()).extracting(StoredSigningKey::kid).containsExactly("b");
    }

    @Test
    @Tag("JWT-08")
    @DisplayName("a key is deleted once, by whoever is first, and its generation is free again")
    void keysAreDeleted() {
        store().insert(key("a", SigningAlgorithm.ES256, 1));
        store().insert(key("b", SigningAlgorithm.ES256, 2));
        store().retire("a", NOW.plusSeconds(3_600));

        assertThat(Race.of(8, thread -> store().delete("b"))).containsOnlyOnce(true);
        assertThat(store().delete("a")).isTrue();
        assertThat(store().delete("unknown")).isFalse();
        assertThat(store().all()).isEmpty();
        assertThat(store().insert(key("c", SigningAlgorithm.ES256, 2))).isTrue();
    }

    private static StoredSigningKey key(String kid, SigningAlgorithm algorithm, long generation) {
        return new StoredSigningKey(kid, algorithm, generation, "v1.sealed", NOW, NOW.plusSeconds(60), null);
    }
}
