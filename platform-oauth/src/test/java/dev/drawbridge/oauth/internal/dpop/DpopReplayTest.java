package dev.drawbridge.oauth.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.oauth.internal.dpop.DpopVerifier.NoncePolicy;
import dev.drawbridge.oauth.internal.jwk.ForeignKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.net.URI;
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

/** A proof counts once, on every node. */
class DpopReplayTest extends DpopProofs {

    @Nested
    class AProofThatWasUsed {

        private static final DpopOutcome REPLAYED = new DpopOutcome.Refused(DpopFault.REPLAYED);

        @Test
        @Tag("DPO-03")
        @DisplayName("is refused until it is too old anyway, by any node")
        void isRefused() {
            String proof = new Draft(KEY).sign();
            assertThat(judge(proof)).isInstanceOf(DpopProof.class);

            assertThat(judge(proof)).isEqualTo(REPLAYED);
            Instant last = NOW.plus(DpopVerifier.MAX_AGE);
            assertThat(replays.purge(last, 100)).isZero();
            assertThat(verifier(NoncePolicy.OPTIONAL).verify(List.of(proof), AT_SERVER, last))
                    .isEqualTo(REPLAYED);
            assertThat(verifier.verify(List.of(proof), AT_SERVER, last.plusSeconds(1)))
                    .isEqualTo(new DpopOutcome.Refused(DpopFault.TIME));
            assertThat(replays.purge(last.plusSeconds(1), 100)).isEqualTo(1);
        }

        @Test
        @Tag("DPO-03")
        @DisplayName("one id counts once per key and address, in whatever spelling")
        void countsPerKeyAndAddress() {
            assertThat(judge(draft(claims -> claims.put("jti", "one")))).isInstanceOf(DpopProof.class);
            assertThat(judge(draft(claims -> {
                        claims.put("jti", "one");
                        claims.put("htu", "https://AS.example:443/oauth/token");
                    })))
                    .isEqualTo(REPLAYED);

            Draft others = new Draft(ForeignKey.of(SigningAlgorithm.ES256));
            others.claims.put("jti", "one");
            assertThat(judge(others.sign())).isInstanceOf(DpopProof.class);
            assertThat(atResource(claims -> claims.put("jti", "one"), THUMBPRINT))
                    .isInstanceOf(DpopProof.class);
        }

        @Test
        @Tag("DPO-03")
        @DisplayName("of fifty parallel requests with one proof one succeeds")
        void succeedsOnceInARace() throws Exception {
            String proof = new Draft(KEY).sign();
            ExecutorService executor = Executors.newFixedThreadPool(50);
            try {
                CyclicBarrier together = new CyclicBarrier(50);
                Callable<DpopOutcome> racer = () -> {
                    together.await();
                    return judge(proof);
                };
                List<DpopOutcome> outcomes = new ArrayList<>();
                for (Future<DpopOutcome> running : executor.invokeAll(Collections.nCopies(50, racer))) {
                    outcomes.add(running.get());
                }
                assertThat(outcomes).filteredOn(DpopProof.class::isInstance).hasSize(1);
                assertThat(outcomes).filteredOn(REPLAYED::equals).hasSize(49);
            } finally {
                executor.shutdownNow();
            }
        }

        @Test
        void isNotUsedUpByAnAttemptThatFails() {
            String proof = new Draft(KEY).sign();
            DpopExpectation elsewhere =
                    DpopExpectation.atAuthorizationServer("POST", URI.create("https://as.example/oauth/revoke"));

            assertThat(verifier.verify(List.of(proof), elsewhere, NOW)).isInstanceOf(DpopOutcome.Refused.class);
            assertThat(verifier(NoncePolicy.REQUIRED).verify(List.of(proof), AT_SERVER, NOW))
                    .isInstanceOf(DpopOutcome.NonceWanted.class);
            assertThat(judge(proof)).isInstanceOf(DpopProof.class);
        }
    }
}
