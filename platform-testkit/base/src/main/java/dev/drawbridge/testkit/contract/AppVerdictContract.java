package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.ReviewState;
import dev.drawbridge.core.spi.store.CoreStores;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@link AppStore} promises of the review and the picture of an app. */
public abstract class AppVerdictContract {

    private static final Instant NOW = Samples.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final int LIMIT = 5;

    private final DeveloperId owner = new DeveloperId("dev_1");

    /** For subclasses. */
    protected AppVerdictContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    private AppStore apps() {
        return stores().apps();
    }

    private App inserted(App app) {
        assertThat(apps().insert(app, LIMIT, NOW)).isEqualTo(AppStore.Insertion.INSERTED);
        return app;
    }

    @Nested
    class Reviewing {

        @Test
        void replacesAccessAndReviewAndCountsTheVersion() {
            App app = inserted(Samples.app(owner, "App"));
            App approved = app.with()
                    .access(Samples.access(LATER))
                    .review(ReviewState.APPROVED)
                    .nextVersion()
                    .build();
            assertThat(apps().review(approved)).isTrue();
            assertThat(apps().find(app.id())).contains(approved);
            assertThat(approved.reviewed()).isTrue();
        }

        @Test
        void changesNothingAtAnotherVersionOrOfARevokedApp() {
            App app = inserted(Samples.app(owner, "App"));
            App approved = app.with().review(ReviewState.APPROVED).build();
            assertThat(apps().review(approved)).isFalse();
            apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW);
            assertThat(apps().review(approved.with().version(3).build())).isFalse();
            assertThat(apps().find(app.id()).map(App::review)).contains(ReviewState.NONE);
        }

        @Test
        void anEditLeavesIt() {
            App app = inserted(Samples.app(owner, "App"));
            App submitted =
                    app.with().review(ReviewState.SUBMITTED).nextVersion().build();
            apps().review(submitted);
            apps().update(with(submitted, "After", 3, null), NOW);
            assertThat(apps().find(app.id()).map(App::review)).contains(ReviewState.SUBMITTED);
        }
    }

    @Nested
    class Picturing {

        @Test
        void givesAnAppItsPictureWhichEditsLeave() {
            App app = inserted(Samples.app(owner, "App"));
            assertThat(apps().setLogo(app.id(), "aa11", true)).isTrue();
            App pictured = app.with().logo("aa11").nextVersion().build();
            assertThat(apps().find(app.id())).contains(pictured);

            apps().update(with(app, "After", 3, null), NOW);
            assertThat(apps().find(app.id()).map(App::logo)).contains("aa11");
            assertThat(apps().setLogo(app.id(), null, false)).isTrue();
            assertThat(apps().find(app.id())).hasValueSatisfying(bare -> {
                assertThat(bare.logo()).isNull();
                assertThat(bare.version()).isEqualTo(3);
            });
        }

        @Test
        void leavesRevokedAndUnknownApps() {
            App app = inserted(Samples.app(owner, "App"));
            apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW);
            assertThat(apps().setLogo(app.id(), "aa11", true)).isFalse();
            assertThat(apps().setLogo(new AppId("app_unknown"), "aa11", true)).isFalse();
        }
    }

    private static App with(App app, String name, long version, @Nullable Instant expiresAt) {
        return app.with()
                .profile(app.profile().with().name(name).build())
                .access(Samples.access(expiresAt))
                .security(AppSecurity.of(app.type()))
                .version(version)
                .build();
    }
}
