package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.code;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON calls about client secrets, over the whole platform, and what the authorization server makes of them. */
class SecretCallsTest {

    private final AppPortal portal = new AppPortal();
    private AppPortal.Session developer = portal.developer();
    private final Response app = developer.create(web("Acme Sync"));
    private final String secrets = "/apps/" + text(app, "id") + "/secrets";
    private final String clientId = text(app, "clientId");
    private final String old = text(app, "clientSecret");

    @BeforeEach
    void forgetMails() {
        CoreServices.of(portal.test.env()).mails().sendDue();
        portal.test.mails().clear();
    }

    @Nested
    class Rotating {

        @Test
        @Tag("A-061")
        @DisplayName("both secrets authenticate until the overlap of 30 days ends")
        void overlap() {
            Response rotated = developer.post(secrets);

            assertThat(rotated.status()).isEqualTo(201);
            String next = text(rotated, "clientSecret");
            assertThat(next).isNotEqualTo(old).matches("dp_cs_[0-9A-Za-z]{49}");
            JsonObject previous = body(rotated).object("previous").orElseThrow();
            assertThat(previous.text("last4")).contains(old.substring(old.length() - 4));
            assertThat(previous.text("expiresAt")).contains("2026-04-01T09:00:00Z");
            assertThat(authenticating(old, next)).containsExactly(true, true);

            portal.clock.advance(Duration.ofDays(30).minusNanos(1_000));
            assertThat(authenticating(old, next)).containsExactly(true, true);
            portal.clock.advance(Duration.ofNanos(1_000));
            assertThat(authenticating(old, next)).containsExactly(false, true);
        }

        @Test
        @Tag("A-062")
        @DisplayName("with the overlap PT0S the old secret fails on the next request")
        void noOverlap() {
            assertThat(portal.authenticates(clientId, old)).isTrue();

            String next = text(developer.post(secrets, Map.of("overlap", "PT0S")), "clientSecret");

            assertThat(authenticating(old, next)).containsExactly(false, true);
        }

        @Test
        @Tag("A-063")
        @DisplayName("a second rotation needs endOlder")
        void secondRotation() {
            String second = text(developer.post(secrets, Map.of("overlap", "P7D")), "clientSecret");

            Response refused = developer.post(secrets);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(code(refused)).isEqualTo("secret_rotation_in_progress");
            assertThat(authenticating(old, second)).containsExactly(true, true);

            String third = text(developer.post(secrets, Map.of("endOlder", true)), "clientSecret");
            assertThat(authenticating(old, second, third)).containsExactly(false, true, true);
        }

        @Test
        @Tag("A-063")
        @DisplayName("of ten simultaneous rotations one goes through")
        void parallelRotations() {
            List<Response> responses = Race.of(10, thread -> developer.post(secrets));

            assertThat(responses.stream().map(Response::status).toList())
                    .containsOnlyOnce(201)
                    .allMatch(status -> status == 201 || status == 409);
            assertThat(items()).hasSize(2);
        }

        @Test
        @Tag("A-046")
        @DisplayName("a repeated Idempotency-Key rotates nothing and shows no secret")
        void idempotencyKey() {
            Map<String, String> key = Map.of("Idempotency-Key", "one");
            assertThat(developer.call("POST", secrets, null, key).status()).isEqualTo(201);

            Response again = developer.call("POST", secrets, Map.of("endOlder", true), key);

            assertThat(code(again)).isEqualTo("already_processed");
            assertThat(again.text()).doesNotContain("dp_cs_");
        }

        @ParameterizedTest
        @ValueSource(strings = {"P31D", "-PT1S", "P1M", "soon", "30"})
        void otherOverlapsAreRefused(String overlap) {
            Response response = developer.post(secrets, Map.of("overlap", overlap));
            assertThat(response.status()).isEqualTo(422);
            assertThat(response.text()).contains("\"overlap\"");
            assertThat(items()).hasSize(1);
        }

        @Test
        @Tag("A-071")
        @DisplayName("a public client has no secret to rotate")
        void publicClient() {
            Map<String, Object> installed = web("Installed");
            installed.put("type", "public");
            String id = text(developer.create(installed), "id");

            Response response = developer.post("/apps/" + id + "/secrets");

            assertThat(response.status()).isEqualTo(409);
            assertThat(code(response)).isEqualTo("no_secret_for_client_type");
            assertThat(body(developer.get("/apps/" + id + "/secrets")).toMap()).containsEntry("items", List.of());
        }

        @Test
        @Tag("A-103")
        @DisplayName("rotating, ending, cancelling and revoking need a password of the last 15 minutes")
        void reauthentication() {
            portal.clock.advance(Duration.ofMinutes(16));
            for (Response response : List.of(
                    developer.post(secrets),
                    developer.delete(secrets + "/x"),
                    developer.post(secrets + "/cancel-rotation"),
                    developer.post("/apps/" + text(app, "id") + "/revoke"))) {
                assertThat(response.status()).isEqualTo(403);
                assertThat(code(response)).isEqualTo("reauth_required");
            }
            assertThat(developer.get(secrets).status()).isEqualTo(200);
            developer = portal.login(AppPortal.EMAIL);
            assertThat(developer.post(secrets).status()).isEqualTo(201);
        }
    }

    @Nested
    class Ending {

        @Test
        void aSecretEndsImmediatelyOnDemand() {
            String next = text(developer.post(secrets), "clientSecret");
            String oldId = (String) items().get(1).get("id");

            assertThat(developer.delete(secrets + "/" + oldId).status()).isEqualTo(204);

            assertThat(authenticating(old, next)).containsExactly(false, true);
            assertThat(items()).hasSize(1);
            Response again = developer.delete(secrets + "/" + oldId);
            assertThat(again.status()).isEqualTo(404);
            assertThat(code(again)).isEqualTo("secret_not_found");
        }

        @Test
        void theOnlySecretMayEndAndARotationMakesAnother() {
            assertThat(developer
                            .delete(secrets + "/" + items().get(0).get("id"))
                            .status())
                    .isEqualTo(204);
            assertThat(portal.authenticates(clientId, old)).isFalse();

            String next = text(developer.post(secrets), "clientSecret");
            assertThat(portal.authenticates(clientId, next)).isTrue();
        }

        @Test
        @Tag("A-064")
        @DisplayName("cancelling a rotation drops the newer secret and keeps the older without end")
        void cancel() {
            String next = text(developer.post(secrets, Map.of("overlap", "P1D")), "clientSecret");

            Response cancelled = developer.post(secrets + "/cancel-rotation");

            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(authenticating(old, next)).containsExactly(true, false);
            assertThat(items())
                    .singleElement()
                    .satisfies(item ->
                            assertThat(item).containsEntry("status", "ACTIVE").containsEntry("expiresAt", null));
            portal.clock.advance(Duration.ofDays(2));
            assertThat(portal.authenticates(clientId, old)).isTrue();
            developer = portal.login(AppPortal.EMAIL);
            assertThat(code(developer.post(secrets + "/cancel-rotation"))).isEqualTo("no_rotation_in_progress");
        }
    }

    @Nested
    class Telling {

        @Test
        void theListShowsWhatIsKnownOfEachSecret() {
            developer.post(secrets);

            assertThat(items()).hasSize(2);
            assertThat(items().get(0))
                    .containsEntry("status", "ACTIVE")
                    .containsEntry("expiresAt", null)
                    .containsEntry("lastUsedAt", null);
            assertThat(items().get(1))
                    .containsEntry("status", "RETIRING")
                    .containsEntry("last4", old.substring(old.length() - 4))
                    .containsEntry("createdAt", "2026-03-02T09:00:00Z")
                    .containsEntry("expiresAt", "2026-04-01T09:00:00Z");
        }

        @Test
        @Tag("A-067")
        @DisplayName("the stored hash is no secret")
        void hash() {
            assertThat(portal.authenticates(clientId, TokenHash.of(old).value()))
                    .isFalse();
        }

        @Test
        @Tag("A-069")
        @DisplayName("every change is in the journal and in a mail, without the secret")
        void journalAndMails() {
            String next =
                    text(developer.post(secrets, Map.of("overlap", "P7D", "reason", "quarterly")), "clientSecret");
            developer.post(secrets + "/cancel-rotation");
            developer.post(secrets, Map.of("overlap", "PT0S"));
            developer.delete(secrets + "/" + items().get(0).get("id"));

            List<JournalEntry> entries = portal.core.journal().about("app", text(app, "id"), 10);
            assertThat(entries)
                    .extracting(JournalEntry::action)
                    .containsExactly(
                            "secret.ended",
                            "secret.rotated",
                            "secret.rotation_cancelled",
                            "secret.rotated",
                            "app.created");
            JournalEntry rotation = entries.get(3);
            assertThat(rotation.actorType()).isEqualTo("developer");
            assertThat(rotation.ip()).isEqualTo("127.0.0.1");
            assertThat(rotation.metadata())
                    .containsEntry("overlap", "PT168H")
                    .containsEntry("reason", "quarterly")
                    .containsEntry("last4", next.substring(next.length() - 4));
            CoreServices.of(portal.test.env()).mails().sendDue();
            // What happened before the mail went out is told in one mail.
            assertThat(portal.test.mails().to(AppPortal.EMAIL)).hasSize(1);
            assertThat(portal.test.mails().to(AppPortal.EMAIL).get(0).text())
                    .containsSubsequence(
                            "The new secret ends in", "stopped working immediately", "stays valid", "no longer works");
            assertThat(entries + portal.test.mails().all().toString())
                    .doesNotContain(old)
                    .doesNotContain(next);
        }
    }

    private List<Boolean> authenticating(String... candidates) {
        return List.of(candidates).stream()
                .map(secret -> portal.authenticates(clientId, secret))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> items() {
        return (List<Map<String, Object>>) body(developer.get(secrets)).toMap().get("items");
    }
}
