package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.GrantFilter;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.core.spi.store.CoreStores;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link GrantStore} promises. */
public abstract class GrantStoreContract {

    private final AppId app = new AppId("app_1");
    private final CompanyId company = new CompanyId("co_1");
    private final UserId user = new UserId("usr_1");

    /** For subclasses. */
    protected GrantStoreContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    @Test
    void givesBackEveryField() {
        Grant consent = inserted(Samples.consent(app, company, user));
        Grant installation = inserted(Samples.installation(app, company, user));
        assertThat(grants().find(consent.id())).contains(consent);
        assertThat(grants().find(installation.id())).contains(installation);
        assertThat(grants().find(new GrantId("unknown"))).isEmpty();
    }

    @Test
    void findsTheLiveOnes() {
        Grant consent = inserted(Samples.consent(app, company, user));
        Grant installation = inserted(Samples.installation(app, company, user));
        assertThat(grants().liveOfUser(app, company, user)).contains(consent);
        assertThat(grants().liveInstallation(app, company)).contains(installation);
        assertThat(grants().liveOfUser(app, new CompanyId("co_2"), user)).isEmpty();
        assertThat(grants().liveInstallation(new AppId("app_2"), company)).isEmpty();
    }

    @Test
    void oneConsentOfAUserLivesForAnAppAndACompany() {
        inserted(Samples.consent(app, company, user));
        assertThat(grants().insert(Samples.consent(app, company, user))).isFalse();
        inserted(Samples.consent(app, company, new UserId("usr_2")));
        inserted(Samples.consent(app, new CompanyId("co_2"), user));
        inserted(Samples.consent(new AppId("app_2"), company, user));
    }

    @Test
    void oneInstallationLivesForAnAppAndACompanyWhoeverInstalledIt() {
        inserted(Samples.installation(app, company, user));
        assertThat(grants().insert(Samples.installation(app, company, new UserId("usr_2"))))
                .isFalse();
    }

    @Test
    void aGrantThatEndedStaysEndedAndMakesRoomForANewOne() {
        Grant first = inserted(Samples.consent(app, company, user));
        assertThat(grants().end(first.id(), Samples.NOW)).isTrue();
        assertThat(grants().end(first.id(), Samples.NOW.plusSeconds(1))).isFalse();
        Grant second = inserted(Samples.consent(app, company, user));
        assertThat(grants().end(second.id(), Samples.NOW)).isTrue();
        Grant third = inserted(Samples.consent(app, company, user));
        assertThat(grants().liveOfUser(app, company, user)).contains(third);
        assertThat(grants().find(first.id()).map(Grant::ended)).contains(Samples.NOW);
    }

    @Test
    void listsTheLiveGrantsOfACompanyNewestFirst() {
        Grant old = inserted(Samples.consent(app, company, user));
        Grant young = inserted(Samples.installation(new AppId("app_2"), company, user));
        Grant ended = inserted(Samples.consent(new AppId("app_3"), company, user));
        grants().end(ended.id(), Samples.NOW);
        inserted(Samples.consent(app, new CompanyId("co_2"), user));
        assertThat(grants().active(company)).containsExactly(young, old);
    }

    @Test
    void listsTheLiveGrantsOfAnAppOldestFirst() {
        Grant old = inserted(Samples.consent(app, company, user));
        Grant young = inserted(Samples.consent(app, new CompanyId("co_2"), user));
        inserted(Samples.consent(new AppId("app_2"), company, user));
        assertThat(grants().activeOf(app)).containsExactly(old, young);
    }

    @Test
    void countsTheCompaniesOfApps() {
        AppId other = new AppId("app_2");
        inserted(Samples.consent(app, company, user));
        inserted(Samples.consent(app, new CompanyId("co_2"), user));
        inserted(Samples.consent(other, company, user));
        Grant ended = inserted(Samples.consent(new AppId("app_3"), company, user));
        grants().end(ended.id(), Samples.NOW);
        assertThat(grants().companies(Set.of(app, other, new AppId("app_3")))).isEqualTo(Map.of(app, 2L, other, 1L));
        assertThat(grants().companies(Set.of())).isEmpty();
    }

    @Test
    void scopesChangeWhileTheGrantLives() {
        Grant grant = inserted(Samples.consent(app, company, user));
        Scopes wider = Scopes.of("invoices.read", "tickets.read");
        assertThat(grants().changeScopes(grant.id(), grant.scopes(), wider)).isTrue();
        assertThat(grants().changeScopes(grant.id(), grant.scopes(), Scopes.NONE))
                .as("somebody else changed them since they were read")
                .isFalse();
        assertThat(grants().find(grant.id()).map(Grant::scopes)).contains(wider);
        grants().end(grant.id(), Samples.NOW.plus(Duration.ofHours(1)));
        assertThat(grants().changeScopes(grant.id(), wider, Scopes.NONE)).isFalse();
    }

    @Test
    void ofManyConsentsAtTheSameTimeOneIsInserted() {
        List<Boolean> outcomes = Race.run(i -> grants().insert(Samples.consent(app, company, user)));
        assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(1);
        assertThat(grants().active(company)).hasSize(1);
    }

    @Test
    void aLostRaceLeavesItsTransactionAlive() {
        inserted(Samples.consent(app, company, user));
        Grant other = Samples.consent(app, company, new UserId("usr_2"));
        boolean kept = stores().transactions().inTransaction(() -> {
            boolean lost = grants().insert(Samples.consent(app, company, user));
            return !lost && grants().insert(other);
        });
        assertThat(kept).isTrue();
        assertThat(grants().find(other.id())).contains(other);
    }

    @Test
    void ofManyEndingsAtTheSameTimeOneCounts() {
        Grant grant = inserted(Samples.consent(app, company, user));
        List<Boolean> outcomes = Race.run(i -> grants().end(grant.id(), Samples.NOW));
        assertThat(outcomes).filteredOn(Boolean.TRUE::equals).hasSize(1);
    }

    @Test
    @Tag("A-133")
    @DisplayName("grants that ended long ago are forgotten, at most so many at a time; live ones never")
    void forgetsWhatEndedLongAgo() {
        Grant live = inserted(Samples.consent(app, company, user));
        Grant first = inserted(Samples.consent(new AppId("app_2"), company, user));
        Grant second = inserted(Samples.installation(new AppId("app_2"), company, user));
        Grant third = inserted(Samples.consent(new AppId("app_3"), company, user));
        grants().end(first.id(), Samples.NOW);
        grants().end(second.id(), Samples.NOW.plusSeconds(1));
        grants().end(third.id(), Samples.NOW.plusSeconds(2));

        assertThat(grants().purgeEnded(Samples.NOW, 10)).isEmpty();
        assertThat(grants().purgeEnded(Samples.NOW.plusSeconds(2), 1)).containsExactly(first.id());
        assertThat(grants().purgeEnded(Samples.NOW.plusSeconds(2), 10)).containsExactly(second.id());

        assertThat(grants().find(first.id())).isEmpty();
        assertThat(grants().find(third.id())).isPresent();
        assertThat(grants().find(live.id())).contains(live);
        assertThat(grants().purgeEnded(Samples.NOW.plus(Duration.ofDays(10_000)), 10))
                .containsExactly(third.id());
    }

    @Test
    @Tag("A-133")
    @DisplayName("the grants of an app that is forgotten go, live or not, at most so many at a time")
    void forgetsThoseOfAnApp() {
        Grant other = inserted(Samples.consent(new AppId("app_2"), company, user));
        Grant ended = inserted(Samples.consent(app, company, user));
        grants().end(ended.id(), Samples.NOW);
        Grant live = inserted(Samples.consent(app, company, user));

        assertThat(grants().purgeOf(app, 1)).hasSize(1);
        assertThat(grants().purgeOf(app, 10)).hasSize(1);
        assertThat(grants().purgeOf(app, 10)).isEmpty();

        assertThat(grants().find(ended.id())).isEmpty();
        assertThat(grants().find(live.id())).isEmpty();
        assertThat(grants().find(other.id())).contains(other);
    }

    @Test
    void listsLiveGrantsByAppCompanyAndUserInPages() {
        Grant first = inserted(Samples.consent(app, company, user));
        Grant second = inserted(Samples.consent(app, company, new UserId("usr_2")));
        Grant installed = inserted(Samples.installation(new AppId("app_2"), company, user));
        Grant ended = inserted(Samples.consent(new AppId("app_3"), company, user));
        grants().end(ended.id(), Samples.NOW);

        assertThat(grants().live(new GrantFilter(null, null, null, null, 10)))
                .containsExactly(newestFirst(first, second, installed));
        assertThat(grants().live(new GrantFilter(app, company, null, null, 10)))
                .containsExactly(newestFirst(first, second));
        assertThat(grants().live(new GrantFilter(app, null, user, null, 10))).containsExactly(first);
        assertThat(grants().live(new GrantFilter(null, new CompanyId("co_2"), null, null, 10)))
                .isEmpty();
        assertThat(grants().live(new GrantFilter(null, null, installed.runAs(), null, 10)))
                .contains(installed);
        Grant[] all = newestFirst(first, second, installed);
        assertThat(grants().live(new GrantFilter(null, null, null, all[0].id().value(), 1)))
                .containsExactly(all[1]);
    }

    private static Grant[] newestFirst(Grant... grants) {
        return Arrays.stream(grants)
                .sorted(Comparator.comparing((Grant grant) -> grant.id().value())
                        .reversed())
                .toArray(Grant[]::new);
    }

    private GrantStore grants() {
        return stores().grants();
    }

    private Grant inserted(Grant grant) {
        assertThat(grants().insert(grant)).isTrue();
        return grant;
    }
}
