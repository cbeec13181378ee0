package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Introspection of tokens that are not active. */
class InactiveTokenTest extends IntrospectionScene {

    @Nested
    class WhenTheTokenIsNotGood {

        @Test
        @Tag("INT-02")
        @Tag("INT-04")
        @DisplayName("another client's tokens are not active")
        void foreign() {
            OAuthScene.Client other = scene.oauth.register(AppType.WEB, "tickets.read", "tickets.write");

            assertInactive(introspect(other, access));
            assertInactive(introspect(other, refresh));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "unknown",
                    "a.b.c",
                    "dp_rt_01JQZZZZZZZZZZZZZZZZZZZZZZ_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    "\r\nX: y"
                })
        @Tag("INT-02")
        @Tag("GEN-13")
        @DisplayName("what is no token of this server is not active")
        void unknown(String token) {
            assertInactive(introspect(client, token));
            assertInactive(introspect(reports, token));
        }

        @Test
        @Tag("INT-02")
        @DisplayName("tokens with a changed character are not active")
        void forged() {
            for (String token : new String[] {access, refresh}) {
                String tail = token.endsWith("AAAAAAAA") ? "BBBBBBBB" : "AAAAAAAA";
                assertInactive(introspect(client, token.substring(0, token.length() - 8) + tail));
            }
        }

        @Test
        @Tag("INT-02")
        @DisplayName("an access token is active to the second of its expiry")
        void expiredAccessToken() {
            scene.clock.advance(Duration.ofSeconds(3_599));
            assertActive(introspect(reports, access));
            scene.clock.advance(Duration.ofSeconds(1));
            assertInactive(introspect(client, access));
            assertInactive(introspect(reports, access));
        }

        @Test
        @Tag("INT-02")
        @DisplayName("a refresh token without use for thirty days is not active")
        void idleRefreshToken() {
            scene.clock.advance(Duration.ofDays(30).minusSeconds(1));
            assertActive(introspect(client, refresh));
            scene.clock.advance(Duration.ofSeconds(1));
            assertInactive(introspect(client, refresh));
        }

        @Test
        @Tag("INT-05")
        @DisplayName("a refresh token that was replaced is not active, its successor is, and asking uses up nothing")
        void replaced() {
            String next = OAuthScene.text(scene.oauth.refresh(client, refresh), "refresh_token");

            assertInactive(introspect(client, refresh));
            assertActive(introspect(client, next));
            scene.clock.advance(Duration.ofMinutes(5));
            assertInactive(introspect(client, refresh));
            assertThat(scene.oauth.refresh(client, next).status()).isEqualTo(200);
        }

        @Test
        @Tag("INT-02")
        @DisplayName("a revoked access token goes alone, a revoked refresh token takes it along")
        void revoked() {
            scene.oauth.post("/oauth/revoke", client, Map.of("token", access));
            assertInactive(introspect(client, access));
            assertActive(introspect(client, refresh));

            Response next = scene.oauth.refresh(client, refresh);
            String nextAccess = OAuthScene.text(next, "access_token");
            String nextRefresh = OAuthScene.text(next, "refresh_token");
            assertActive(introspect(reports, nextAccess));
            scene.oauth.post("/oauth/revoke", client, Map.of("token", nextRefresh));
            assertInactive(introspect(client, nextRefresh));
            assertInactive(introspect(reports, nextAccess));
        }

        @Test
        @Tag("INT-02")
        @DisplayName("nothing of a withdrawn grant is active")
        void withdrawn() {
            assertActive(introspect(client, access));
            CoreServices core = CoreServices.of(scene.test.env());
            new GrantEnder(
                            core.stores().grants(),
                            scene.stores.codes(),
                            scene.stores.families(),
                            Lifetimes.DEFAULTS,
                            core.transactions(),
                            core.changes(),
                            core.journal(),
                            core.clock())
                    .end(grant, Actor.SYSTEM, "disconnected");

            assertInactive(introspect(client, access));
            assertInactive(introspect(client, refresh));
            assertInactive(introspect(reports, access));
        }

        @Test
        @Tag("INT-08")
        @DisplayName("nothing of a disabled user is active from then on; enabled again it is")
        void disabledUser() {
            assertActive(introspect(reports, access));
            scene.test.host().disable("usr_pro", true);
            assertInactive(introspect(client, access));
            assertInactive(introspect(client, refresh));
            assertInactive(introspect(reports, access));

            scene.test.host().disable("usr_pro", false);
            assertActive(introspect(client, access));
            assertActive(introspect(client, refresh));

            scene.test.host().leave("co_pro", "usr_pro");
            assertInactive(introspect(client, access));
            assertInactive(introspect(client, refresh));
        }

        @Test
        @Tag("INT-08")
        @DisplayName("a machine's token is not active while the user that it runs as is disabled")
        void disabledRunAs() {
            OAuthScene.Client app = scene.oauth.register(AppType.MACHINE, "tickets.read");
            scene.oauth.install(app, "co_pro", "usr_pro2", "tickets.read");
            String machine =
                    OAuthScene.text(scene.oauth.token(app, Map.of("grant_type", "client_credentials")), "access_token");
            assertActive(introspect(app, machine));

            scene.test.host().disable("usr_pro2", true);

            assertInactive(introspect(app, machine));
        }

        @ParameterizedTest
        @ValueSource(strings = {"SUSPENDED", "REVOKED"})
        @Tag("INT-08")
        @Tag("CLI-17")
        @DisplayName("a stopped app's tokens are not active, and it may not ask itself")
        void stoppedApp(AppStatus status) {
            assertActive(introspect(reports, access));
            scene.core.apps().moveStatus(client.app().id(), AppStatus.ACTIVE, status, SettableClock.START);
            scene.test
                    .env()
                    .transactions()
                    .inTransaction(() -> CoreServices.of(scene.test.env())
                            .changes()
                            .drop(ChangeKind.APP, client.app().id().value()));

            assertInactive(introspect(reports, access));
            assertThat(introspect(client, access).status()).isEqualTo(401);
        }
    }
}
