package dev.drawbridge.oauth.internal.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.oauth.internal.jwk.ForeignKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An assertion counts once, on every node. */
class AssertionReplayTest extends ClientAssertions {

    @Nested
    class AnAssertionThatWasUsed {

        private static final AssertionOutcome REPLAYED = new AssertionOutcome.Refused(AssertionFault.REPLAYED);

        @Test
        @Tag("CLI-19")
        @DisplayName("is refused until it expires, by any node")
        void isRefused() {
            String assertion = new Draft(KEY).sign();
            assertThat(verify(assertion)).isInstanceOf(ProvenClient.class);

            assertThat(verify(assertion)).isEqualTo(REPLAYED);
            Instant expires = NOW.plusSeconds(60);
            assertThat(replays.purge(expires, 100)).isZero();
            AssertionVerifier otherNode = new AssertionVerifier(ISSUER, replays);
            assertThat(otherNode.verify(assertion(assertion), known(), expires.minusMillis(1)))
                    .isEqualTo(REPLAYED);
            assertThat(verifier.verify(assertion(assertion), known(), expires))
                    .isEqualTo(new AssertionOutcome.Refused(AssertionFault.TIME));
        }

        @Test
        @Tag("CLI-19")
        @DisplayName("the id counts, not the text")
        void isKnownByItsId() {
            assertThat(verify(new Draft(KEY).sign())).isInstanceOf(ProvenClient.class);
            Draft another = new Draft(KEY);
            another.claims.put("extra", true);
            assertThat(verify(another.sign())).isEqualTo(REPLAYED);
        }

        @Test
        @Tag("CLI-19")
        @DisplayName("who has no key cannot use up an id of somebody else")
        void isNotUsedUpByForgers() {
            Draft draft = new Draft(KEY);
            String forged = ForeignKey.of(SigningAlgorithm.ES256).sign(draft.header, draft.claims);

            assertThat(verify(forged)).isEqualTo(new AssertionOutcome.Refused(AssertionFault.SIGNATURE));
            assertThat(verify(draft.sign())).isInstanceOf(ProvenClient.class);
        }

        @Test
        @Tag("CLI-19")
        @DisplayName("of fifty parallel requests with one assertion one succeeds")
        void succeedsOnceInARace() throws Exception {
            String assertion = new Draft(KEY).sign();
            ExecutorService executor = Executors.newFixedThreadPool(50);
            try {
                CyclicBarrier together = new CyclicBarrier(50);
                Callable<AssertionOutcome> racer = () -> {
                    together.await();
                    return verify(assertion);
                };
                List<AssertionOutcome> outcomes = new ArrayList<>();
                for (Future<AssertionOutcome> running : executor.invokeAll(Collections.nCopies(50, racer))) {
                    outcomes.add(running.get());
                }
                assertThat(outcomes).filteredOn(ProvenClient.class::isInstance).hasSize(1);
                assertThat(outcomes).filteredOn(REPLAYED::equals).hasSize(49);
            } finally {
                executor.shutdownNow();
            }
        }
    }
}
