package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ReviewState;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.internal.app.ReviewNotices;
import dev.drawbridge.oauth.internal.review.AppReviews;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the review of apps keeps true on every set of stores, also when several operators decide at the same time. */
public abstract class ReviewContract {

    private static final Developer DEVELOPER = new Developer(new DeveloperId("dev"), "dev@acme.test", "Dev", true);
    private static final List<String> OLD = List.of("https://acme.test/cb");
    private static final List<String> NEW = List.of("https://acme.test/new");

    private OAuthAppRegistry apps;
    private AppReviews reviews;

    /** For subclasses. */
    protected ReviewContract() {}

    /**
     * Returns empty stores of core.
     *
     * @return the stores
     */
    protected abstract CoreStores core();

    /**
     * Returns empty stores of the authorization server that join the transactions of {@link #core()}.
     *
     * @return the stores
     */
    protected abstract OAuthStores oauth();

    @BeforeEach
    void start() {
        TestPlatform test = TestPlatform.builder().stores(core()).build();
        CoreServices services = CoreServices.of(test.env());
        apps = AuthorizationServer.on(test.env(), oauth()).apps();
        AppNotices notices = new AppNotices(
                services.journal(),
                services.changes(),
                services.mails(),
                services.issuer(),
                core().grants(),
                services.clock());
        reviews = new AppReviews(
                core().apps(),
                oauth().reviews(),
                new ReviewNotices(notices, core().developers()),
                core().transactions(),
                services.clock());
    }

    @Test
    @Tag("A-119")
    @DisplayName("of ten operators who decide at the same time one does, whatever they decide")
    void oneDecision() {
        App app = submitted();

        List<String> outcomes = Race.of(
                10,
                thread -> outcome(() -> thread % 2 == 0
                        ? reviews.approve(app.id(), "", null, Actor.SYSTEM)
                        : reviews.reject(app.id(), "No.", null, Actor.SYSTEM)));

        assertThat(outcomes).containsOnlyOnce("ok").containsOnly("ok", "already_decided");
        assertThat(journal(app))
                .filteredOn(action -> action.startsWith("review."))
                .hasSize(2);
        assertThat(read(app).review()).isIn(ReviewState.APPROVED, ReviewState.REJECTED);
    }

    @Test
    @Tag("A-119")
    @DisplayName("a change of an approved app is live in the moment of its approval, and not before")
    void pendingChange() {
        App app = approved();

        apps.edit(
                app,
                AppDraft.from(app).redirectUris(NEW).scopes("tickets.write").build(),
                Actor.SYSTEM);

        App waiting = read(app);
        assertThat(waiting.access()).isEqualTo(app.access());
        assertThat(reviews.wanted(waiting).access().redirectUris()).isEqualTo(NEW);
        assertThat(reviews.waiting(null, 10))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry.differences()).hasSize(2));

        App live = reviews.approve(app.id(), "", waiting.version(), Actor.SYSTEM);

        assertThat(read(app)).isEqualTo(live);
        assertThat(live.access().redirectUris()).isEqualTo(NEW);
        assertThat(live.access().scopes().names()).containsExactly("tickets.write");
        assertThat(reviews.waiting(null, 10)).isEmpty();
        assertThat(reviews.pending(live)).isNull();
    }

    @Test
    @Tag("A-119")
    @DisplayName(
            "while edits and decisions meet, the app has the old values or the approved ones, and nothing in between")
    void editsAndDecisions() {
        App app = approved();
        apps.edit(app, AppDraft.from(app).redirectUris(NEW).build(), Actor.SYSTEM);

        List<String> outcomes = Race.of(
                10,
                thread -> outcome(() -> thread % 2 == 0
                        ? reviews.approve(app.id(), "", null, Actor.SYSTEM)
                        : edit(app, "Edited " + thread)));

        assertThat(outcomes).contains("ok").isSubsetOf("ok", "already_decided", "stale_version");
        App now = read(app);
        boolean live = now.access().redirectUris().equals(NEW);
        assertThat(now.access().redirectUris()).isIn(OLD, NEW);
        assertThat(reviews.pending(now) == null || !live).isTrue();
    }

    /** As the portal edits: what waits keeps waiting. */
    private App edit(App app, String name) {
        App now = read(app);
        return apps.edit(now, AppDraft.from(reviews.wanted(now)).name(name).build(), Actor.SYSTEM);
    }

    @Test
    void aRejectedOrWithdrawnChangeLeavesTheAppApprovedAsItIs() {
        App app = approved();
        apps.edit(app, AppDraft.from(app).redirectUris(NEW).build(), Actor.SYSTEM);

        assertThat(reviews.reject(app.id(), "Too broad.", null, Actor.SYSTEM).review())
                .isEqualTo(ReviewState.APPROVED);
        assertThat(reviews.of(app).comment()).isEqualTo("Too broad.");
        App again = apps.edit(read(app), AppDraft.from(app).redirectUris(NEW).build(), Actor.SYSTEM);
        reviews.withdraw(again, Actor.SYSTEM);

        assertThat(read(app).access()).isEqualTo(app.access());
        assertThat(read(app).review()).isEqualTo(ReviewState.APPROVED);
        assertThat(outcome(() -> reviews.approve(app.id(), "", null, Actor.SYSTEM)))
                .isEqualTo("already_decided");
    }

    @Test
    void anOperatorWhoLookedAtAnOlderVersionDecidesNothing() {
        App app = submitted();
        long seen = app.version();
        apps.edit(app, AppDraft.from(app).redirectUris(NEW).build(), Actor.SYSTEM);

        assertThat(outcome(() -> reviews.approve(app.id(), "", seen, Actor.SYSTEM)))
                .isEqualTo("stale_version");

        assertThat(read(app).review()).isEqualTo(ReviewState.SUBMITTED);
        assertThat(outcome(() -> reviews.approve(app.id(), "", seen + 1, Actor.SYSTEM)))
                .isEqualTo("ok");
    }

    @Test
    void aRevokedAppWaitsForNobody() {
        App app = submitted();

        apps.revoke(app, Actor.SYSTEM);

        assertThat(reviews.waiting(null, 10)).isEmpty();
        assertThat(outcome(() -> reviews.approve(app.id(), "", null, Actor.SYSTEM)))
                .isEqualTo("app_revoked");
        assertThat(outcome(() -> reviews.submit(app, "", Actor.SYSTEM))).isEqualTo("app_revoked");
    }

    private App submitted() {
        AppDraft draft = AppDraft.of(AppType.WEB, "Acme")
                .description("Keeps things in step.")
                .websiteUrl("https://acme.test/")
                .termsUrl("https://acme.test/terms")
                .privacyUrl("https://acme.test/privacy")
                .redirectUris(OLD)
                .scopes("tickets.read")
                .build();
        App app = apps.create(DEVELOPER, draft, Actor.SYSTEM).app();
        reviews.submit(app, "", Actor.SYSTEM);
        return read(app);
    }

    private App approved() {
        return reviews.approve(submitted().id(), "", null, Actor.SYSTEM);
    }

    private App read(App app) {
        return core().apps().find(app.id()).orElseThrow();
    }

    private List<String> journal(App app) {
        return core().journal().about("app", app.id().value(), 100).stream()
                .map(JournalEntry::action)
                .toList();
    }

    private static String outcome(Supplier<?> work) {
        try {
            Object unused = work.get();
            return "ok";
        } catch (AppRefusedException e) {
            return e.refusal().wireName();
        }
    }
}
