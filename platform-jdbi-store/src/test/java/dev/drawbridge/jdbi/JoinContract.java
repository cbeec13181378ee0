package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.Platform;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.BillableUse;
import dev.drawbridge.core.spi.store.BilledSum;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.Webhooks;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link JdbiStores#join} promises on each database. */
abstract class JoinContract {

    abstract JdbiStores stores();

    abstract DataSource dataSource();

    @Test
    void writesAreKeptWithTheHostsCommit() throws Exception {
        try (Connection host = begun()) {
            stores().join(host).run(() -> firstUse("1"));
            host.commit();
        }
        assertThat(firstUse("1")).isFalse();
    }

    @Test
    void writesAreUndoneWithTheHostsRollback() throws Exception {
        try (Connection host = begun()) {
            stores().join(host).run(() -> transactions().inTransaction(() -> firstUse("1")));
            host.rollback();
        }
        assertThat(firstUse("1")).isTrue();
    }

    @Test
    void theConnectionStaysTheHosts() throws Exception {
        try (Connection host = begun()) {
            boolean first = stores().join(host).call(() -> firstUse("1"));
            assertThat(first).isTrue();
            assertThat(host.isClosed()).isFalse();
            assertThat(host.getAutoCommit()).isFalse();
            stores().join(host).run(() -> firstUse("2"));
            host.commit();
        }
        assertThat(firstUse("2")).isFalse();
    }

    @Test
    void aConnectionThatCommitsByItselfIsRefused() throws Exception {
        try (Connection host = dataSource().getConnection()) {
            JoinedConnection joined = stores().join(host);
            assertThatThrownBy(() -> joined.run(() -> firstUse("1")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("setAutoCommit(false)");
        }
        assertThat(firstUse("1")).isTrue();
    }

    @Test
    void actionsAfterTheCommitAreLeftOut() throws Exception {
        List<String> log = new ArrayList<>();
        try (Connection host = begun()) {
            stores().join(host).run(() -> transactions().afterCommit(() -> log.add("ran")));
            host.commit();
        }
        assertThat(log).isEmpty();
    }

    @Test
    void aTransactionOfThePlatformCannotBeJoinedToAnother() throws Exception {
        try (Connection host = begun()) {
            JoinedConnection joined = stores().join(host);
            assertThatThrownBy(() -> transactions().inTransaction(() -> joined.run(() -> firstUse("1"))))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(firstUse("1")).isTrue();
    }

    @Test
    void theThreadIsFreeAgainAfterAFailure() throws Exception {
        try (Connection host = begun()) {
            JoinedConnection joined = stores().join(host);
            assertThatThrownBy(() -> joined.run(() -> {
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(firstUse("1")).isTrue();
        }
        assertThat(firstUse("1")).isFalse();
    }

    @Test
    void anEventIsPublishedIfAndOnlyIfTheHostCommits() throws Exception {
        Platform platform = TestPlatform.builder()
                .stores(stores().core())
                .add(env -> DeveloperAccounts.on(env, stores().accounts()))
                .add(env -> Webhooks.on(env, stores().webhooks()))
                .build()
                .platform();
        Runnable publish = () -> platform.publish("ticket.created", new CompanyId("co_pro"), Map.of("id", "tkt_1"));
        try (Connection host = begun()) {
            stores().join(host).run(publish);
            host.rollback();
            assertThat(events()).isZero();
            stores().join(host).run(publish);
            assertThat(events()).isZero();
            host.commit();
            assertThat(events()).isEqualTo(1);
        }
    }

    @Test
    @Tag("M-02")
    @DisplayName("a use is billed with the host's commit, not with its rollback, and once however often it is tried")
    void usesAreBilledWithTheHostsCommit() throws Exception {
        Platform platform =
                TestPlatform.builder().stores(stores().core()).build().platform();
        CompanyId company = new CompanyId("co_pro");
        BillableUse use = new BillableUse(company, "order 1", new AppId("app_1"), "orders", 3);
        Instant end = Samples.NOW.plusSeconds(1_000_000_000);
        try (Connection host = begun()) {
            stores().join(host).run(() -> platform.bill(use));
            host.rollback();
            assertThat(platform.billed(company, Instant.EPOCH, end)).isEmpty();
            stores().join(host).run(() -> platform.bill(use));
            host.commit();
            boolean again = stores().join(host).call(() -> platform.bill(use));
            host.commit();
            assertThat(again).isFalse();
        }
        assertThat(platform.billed(company, Instant.EPOCH, end))
                .containsExactly(new BilledSum(use.app(), "orders", 3, 1));
        List<BillableUse> exported = new ArrayList<>();
        platform.exportBilled(company, Instant.EPOCH, end, billed -> exported.add(billed.use()));
        assertThat(exported).containsExactly(use);
    }

    private int events() {
        try (Handle handle = StoreJdbi.on(dataSource()).open()) {
            return handle.createQuery("select count(*) from dp_wh_event")
                    .mapTo(Integer.class)
                    .one();
        }
    }

    private boolean firstUse(String key) {
        ReplayStore replays = stores().core().replays();
        return replays.firstUse("join", key, Samples.NOW);
    }

    private Transactions transactions() {
        return stores().core().transactions();
    }

    private Connection begun() throws Exception {
        Connection connection = dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
