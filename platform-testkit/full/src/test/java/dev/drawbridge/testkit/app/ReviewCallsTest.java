package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.code;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.internal.app.ReviewNotices;
import dev.drawbridge.oauth.internal.review.AppReviews;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The review of apps, as developers' JSON calls and the operators' service see it. */
class ReviewCallsTest {

    private static final List<String> OLD = List.of("https://acme.test/cb");
    private static final List<String> NEW = List.of("https://acme.test/new");

    private final AppPortal portal = new AppPortal();
    private final AppPortal.Session developer = portal.developer();
    private final AppReviews reviews = reviews(portal);

    private static AppReviews reviews(AppPortal portal) {
        CoreServices core = CoreServices.of(portal.test.env());
        return new AppReviews(
                portal.core.apps(),
                portal.oauth.reviews(),
                new ReviewNotices(
                        new AppNotices(
                                core.journal(),
                                core.changes(),
                                core.mails(),
                                core.issuer(),
                                core.grants(),
                                core.clock()),
                        portal.core.developers()),
                portal.core.transactions(),
                portal.clock);
    }

    private String complete() {
        Map<String, Object> app = web("Acme Sync");
        app.put("description", "Keeps things in step.");
        app.put("websiteUrl", "https://acme.test/");
        app.put("termsUrl", "https://acme.test/terms");
        app.put("privacyUrl", "https://acme.test/privacy");
        return text(developer.create(app), "id");
    }

    private String approved() {
        String id = complete();
        developer.post("/apps/" + id + "/submit");
        reviews.approve(new AppId(id), "", null, Actor.SYSTEM);
        portal.test.deliverMails();
        portal.test.mails().clear();
        return id;
    }

    private JsonObject app(String id) {
        return body(developer.get("/apps/" + id));
    }

    private JsonObject review(String id) {
        return body(developer.get("/apps/" + id + "/review"));
    }

    @Nested
    class Submitting {

        @Test
        @DisplayName("what is missing is told field by field, and nothing is submitted")
        void missing() {
            Map<String, Object> app = web("Bare");
            app.put("redirectUris", List.of("http://localhost:8080/cb", "https://localhost/cb"));
            String id = text(developer.create(app), "id");

            Response refused = developer.post("/apps/" + id + "/submit", Map.of("comment", "Please"));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(code(refused)).isEqualTo("invalid_fields");
            assertThat(refused.text())
                    .contains("\"description\"", "\"websiteUrl\"", "\"termsUrl\"", "\"privacyUrl\"")
                    .contains("\"redirectUris\"", "public_redirect_uri_required", "required_for_review");
            assertThat(text(developer.get("/apps/" + id), "review")).isEqualTo("NONE");
            assertThat(review(id).toMap()).containsEntry("state", "NONE").containsEntry("submittedAt", null);
        }

        @Test
        @DisplayName("a machine app needs no redirect URI")
        void machine() {
            Map<String, Object> app = web("Nightly");
            app.put("type", "machine");
            app.put("redirectUris", List.of());
            String id = text(developer.create(app), "id");

            assertThat(developer.post("/apps/" + id + "/submit").text())
                    .contains("websiteUrl")
                    .doesNotContain("redirectUris");
        }

        @Test
        void aCompleteAppIsSubmittedOnceAndCanBeWithdrawn() {
            String id = complete();

            Response submitted = developer.post("/apps/" + id + "/submit", Map.of("comment", "Try it with demo/demo."));

            assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
            assertThat(body(submitted).toMap())
                    .containsEntry("state", "SUBMITTED")
                    .containsEntry("comment", "Try it with demo/demo.")
                    .containsEntry("submittedAt", portal.clock.instant().toString())
                    .containsEntry("decidedAt", null)
                    .containsEntry("pending", null);
            assertThat(review(id).toMap()).isEqualTo(body(submitted).toMap());
            assertThat(app(id).toMap()).containsEntry("review", "SUBMITTED").containsEntry("version", 2);
            assertThat(code(developer.post("/apps/" + id + "/submit"))).isEqualTo("already_submitted");

            Response withdrawn = developer.post("/apps/" + id + "/withdraw");
            assertThat(withdrawn.status()).isEqualTo(200);
            assertThat(body(withdrawn).toMap()).containsEntry("state", "NONE").containsEntry("submittedAt", null);
            assertThat(code(developer.post("/apps/" + id + "/withdraw"))).isEqualTo("not_submitted");
            assertThat(journal(id))
                    .filteredOn(action -> action.startsWith("review."))
                    .containsExactlyInAnyOrder("review.submitted", "review.withdrawn");
        }

        @Test
        void aCommentHasALimitAndOtherMembersAreUnknown() {
            String id = complete();

            assertThat(developer
                            .post("/apps/" + id + "/submit", Map.of("comment", "x".repeat(1_001)))
                            .text())
                    .contains("comment_too_long");
            assertThat(code(developer.post("/apps/" + id + "/submit", Map.of("note", "x"))))
                    .isEqualTo("unknown_field");
            assertThat(developer
                            .post("/apps/" + id + "/submit", Map.of("comment", "x".repeat(1_000)))
                            .status())
                    .isEqualTo(202);
        }

        @Test
        @Tag("A-119")
        @DisplayName(
                "a rejection needs a comment, which the developer reads by mail and in the portal before they submit again")
        void rejection() {
            String id = complete();
            developer.post("/apps/" + id + "/submit");
            portal.test.mails().clear();
            AppId app = new AppId(id);
            assertThat(catchThrowable(() -> reviews.reject(app, "  ", null, Actor.SYSTEM)))
                    .hasMessageContaining("comment_required");

            reviews.reject(app, "The privacy policy is empty.", null, Actor.SYSTEM);

            assertThat(review(id).toMap())
                    .containsEntry("state", "REJECTED")
                    .containsEntry("comment", "The privacy policy is empty.")
                    .containsEntry("decidedAt", portal.clock.instant().toString());
            portal.test.deliverMails();
            assertThat(portal.test.mails().last(AppPortal.EMAIL).orElseThrow().text())
                    .contains("Acme Sync", "The privacy policy is empty.", "/developers/apps/" + id + "/review");
            assertThat(developer.post("/apps/" + id + "/submit").status()).isEqualTo(202);
            reviews.approve(app, "Thank you.", null, Actor.SYSTEM);
            assertThat(review(id).toMap()).containsEntry("state", "APPROVED").containsEntry("comment", "Thank you.");
            assertThat(code(developer.post("/apps/" + id + "/submit"))).isEqualTo("nothing_to_review");
        }
    }

    @Nested
    class Approved {

        private final String id = approved();

        @Test
        @Tag("A-119")
        @DisplayName(
                "new redirect URIs and scopes of an approved app wait, and are live together once they are approved")
        void critical() {
            Response edited = developer.patch(
                    id,
                    "*",
                    Map.of("name", "Acme 2", "redirectUris", NEW, "scopes", List.of("tickets.read", "tickets.write")));

            assertThat(edited.status()).as(edited.text()).isEqualTo(202);
            Map<String, Object> pending =
                    Map.of("redirectUris", NEW, "scopes", List.of("tickets.read", "tickets.write"));
            assertThat(body(edited).toMap())
                    .containsEntry("name", "Acme 2")
                    .containsEntry("redirectUris", OLD)
                    .containsEntry("scopes", List.of("tickets.read"))
                    .containsEntry("review", "APPROVED")
                    .containsEntry("pending", pending);
            assertThat(developer.get("/apps/" + id).text()).isEqualTo(edited.text());
            assertThat(review(id).toMap()).containsEntry("state", "APPROVED").containsEntry("pending", pending);
            portal.test.deliverMails();
            assertThat(portal.test.mails().last(AppPortal.EMAIL).orElseThrow().text())
                    .contains("waits for review: redirect URIs, scopes");

            reviews.approve(new AppId(id), "", null, Actor.SYSTEM);

            assertThat(app(id).toMap())
                    .containsEntry("redirectUris", NEW)
                    .containsEntry("scopes", List.of("tickets.read", "tickets.write"))
                    .containsEntry("pending", null);
            portal.test.deliverMails();
            assertThat(portal.test.mails().last(AppPortal.EMAIL).orElseThrow().text())
                    .contains("was approved and is live now");
        }

        @Test
        @DisplayName("an edit of something else is live immediately and leaves what waits")
        void harmless() {
            developer.patch(id, "*", Map.of("redirectUris", NEW));

            Response edited = developer.patch(id, "*", Map.of("description", "Better."));

            assertThat(edited.status()).isEqualTo(200);
            assertThat(body(edited).toMap())
                    .containsEntry("description", "Better.")
                    .containsEntry("pending", Map.of("redirectUris", NEW));
        }

        @Test
        @DisplayName("an edit back to the live values takes the change back")
        void takenBack() {
            developer.patch(id, "*", Map.of("redirectUris", NEW));

            Response edited = developer.patch(id, "*", Map.of("redirectUris", OLD));

            assertThat(edited.status()).isEqualTo(200);
            assertThat(body(edited).toMap()).containsEntry("pending", null);
            assertThat(reviews.waiting(null, 10)).isEmpty();
        }

        @Test
        @DisplayName("a change that is rejected or withdrawn leaves the app approved, with its live values")
        void refused() {
            developer.patch(id, "*", Map.of("redirectUris", NEW));
            reviews.reject(new AppId(id), "Not your domain.", null, Actor.SYSTEM);
            assertThat(review(id).toMap())
                    .containsEntry("state", "APPROVED")
                    .containsEntry("comment", "Not your domain.")
                    .containsEntry("pending", null);

            developer.patch(id, "*", Map.of("redirectUris", NEW));
            assertThat(developer
                            .post("/apps/" + id + "/submit", Map.of("comment", "It is."))
                            .status())
                    .isEqualTo(202);
            assertThat(developer.post("/apps/" + id + "/withdraw").status()).isEqualTo(200);
            assertThat(app(id).toMap())
                    .containsEntry("review", "APPROVED")
                    .containsEntry("redirectUris", OLD)
                    .containsEntry("pending", null);
        }

        @Test
        void anInvalidChangeDoesNotWait() {
            assertThat(developer
                            .patch(id, "*", Map.of("redirectUris", List.of("http://evil.test/")))
                            .status())
                    .isEqualTo(422);
            assertThat(reviews.waiting(null, 10)).isEmpty();
        }

        @Test
        void aPatchLeavesOneEntryInTheJournal() {
            int before = journal(id).size();

            developer.patch(id, "*", Map.of("redirectUris", NEW));

            assertThat(journal(id)).hasSize(before + 1).first().isEqualTo("app.updated");
        }
    }

    @Test
    @DisplayName("testing companies come back, at most a hundred, and only ids")
    void testCompanies() {
        Map<String, Object> app = web("Tested");
        app.put("distribution", "testing");
        app.put("testCompanies", List.of("co_free", "co_pro"));
        String id = text(developer.create(app), "id");

        assertThat(app(id).toMap())
                .containsEntry("distribution", "TESTING")
                .containsEntry("testCompanies", List.of("co_free", "co_pro"));
        List<String> tooMany =
                IntStream.rangeClosed(1, 101).mapToObj(i -> "co_" + i).toList();
        assertThat(developer.patch(id, "*", Map.of("testCompanies", tooMany)).text())
                .contains("too_many_test_companies");
        assertThat(developer
                        .patch(id, "*", Map.of("testCompanies", tooMany.subList(0, 100)))
                        .status())
                .isEqualTo(200);
        assertThat(developer
                        .patch(id, "*", Map.of("testCompanies", List.of("a", "no id")))
                        .text())
                .contains("test_company_invalid", "Line 2");
    }

    @Test
    void somebodyElsesReviewIsNotThere() {
        String id = complete();
        AppPortal.Session stranger = portal.developer("other@acme.test");

        assertThat(stranger.get("/apps/" + id + "/review").status()).isEqualTo(404);
        assertThat(stranger.post("/apps/" + id + "/submit").status()).isEqualTo(404);
        assertThat(stranger.post("/apps/" + id + "/withdraw").status()).isEqualTo(404);
    }

    private List<String> journal(String id) {
        return portal.core.journal().about("app", id, 100).stream()
                .map(JournalEntry::action)
                .toList();
    }
}
