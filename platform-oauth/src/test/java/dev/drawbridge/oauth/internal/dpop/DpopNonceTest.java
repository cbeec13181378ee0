package dev.drawbridge.oauth.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier.NoncePolicy;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nonces of the server in proofs. */
class DpopNonceTest extends DpopProofs {

    @Nested
    class Nonces {

        private final DpopVerifier strict = verifier(NoncePolicy.REQUIRED);

        @Test
        @Tag("DPO-06")
        @DisplayName("a proof without the nonce that is required is told which one to use")
        void areDemanded() {
            DpopOutcome wanted = new DpopOutcome.NonceWanted(nonces.current(NOW));

            assertThat(strict.verify(List.of(new Draft(KEY).sign()), AT_SERVER, NOW))
                    .isEqualTo(wanted);
            String retried = draft(claims -> claims.put("nonce", nonces.current(NOW)));
            assertThat(strict.verify(List.of(retried), AT_SERVER, NOW))
                    .isInstanceOfSatisfying(
                            DpopProof.class,
                            proof -> assertThat(proof.nextNonce()).isEmpty());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "x",
                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    "*******************************************"
                })
        @Tag("DPO-06")
        @DisplayName("a nonce that we did not make is never taken, required or not")
        void mustBeIssuedHere(String nonce) {
            String proof = draft(claims -> claims.put("nonce", nonce));

            for (NoncePolicy policy : NoncePolicy.values()) {
                assertThat(verifier(policy).verify(List.of(proof), AT_SERVER, NOW))
                        .isEqualTo(new DpopOutcome.NonceWanted(nonces.current(NOW)));
            }
        }

        @ParameterizedTest
        @CsvSource({"0, true, false", "1, true, true", "2, false, false", "-1, true, true", "-2, false, false"})
        @Tag("DPO-06")
        @DisplayName("a nonce is good in its period and the next, and a fresh one comes along")
        void changeWithoutBreakingWhatIsUnderWay(int periodsLater, boolean accepted, boolean freshOne) {
            String nonce = nonces.current(NOW);
            Instant then = NOW.plus(DpopNonces.PERIOD.multipliedBy(periodsLater));
            Draft draft = new Draft(KEY);
            draft.claims.put("iat", then.getEpochSecond());
            draft.claims.put("nonce", nonce);

            DpopOutcome outcome = strict.verify(List.of(draft.sign()), AT_SERVER, then);

            if (accepted) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                DpopProof.class,
                                proof -> assertThat(proof.nextNonce())
                                        .isEqualTo(freshOne ? Optional.of(nonces.current(then)) : Optional.empty()));
            } else {
                assertThat(outcome).isEqualTo(new DpopOutcome.NonceWanted(nonces.current(then)));
            }
        }

        @Test
        @Tag("DPO-06")
        @DisplayName("every node with the master key knows the nonce, another does not")
        void areTheSameOnEveryNode() {
            byte[] newKey = new byte[Vault.KEY_BYTES];
            newKey[0] = 1;
            byte[] oldKey = new byte[Vault.KEY_BYTES];
            String nonce = nonces.current(NOW);

            assertThat(node(oldKey).current(NOW)).isEqualTo(nonce);
            assertThat(node(newKey, oldKey).accepts(nonce, NOW)).isTrue();
            assertThat(node(newKey).accepts(nonce, NOW)).isFalse();
        }

        private DpopNonces node(byte[]... masterKeys) {
            return new DpopNonces(new Vault(List.of(masterKeys), new SecureRandom()));
        }
    }
}
