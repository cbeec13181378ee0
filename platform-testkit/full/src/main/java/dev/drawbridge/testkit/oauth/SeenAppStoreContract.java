package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.spi.SeenApp;
import dev.drawbridge.oauth.spi.SeenAppStore;
import dev.drawbridge.testkit.contract.Race;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link SeenAppStore} does. */
public abstract class SeenAppStoreContract {

    private static final int THREADS = 20;
    private static final GrantId GRANT = new GrantId("grant");

    /** For subclasses. */
    protected SeenAppStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract SeenAppStore store();

    @Test
    void everythingIsKeptAsItWasSeen() {
        SeenApp full = new SeenApp(
                "Ünïcode \uD83D\uDE00",
                URI.create("https://client.test/logo.png?a=b"),
                List.of("a.test:8443", "com.example.app"),
                Scopes.of("tickets.read", "tickets.write"),
                Map.of(
                        "https://api.test/a?b=c",
                        Scopes.of("tickets.read", "tickets.write"),
                        "https://api.test/",
                        Scopes.NONE));
        SeenApp bare = new SeenApp("Bare", null, List.of(), Scopes.NONE, Map.of());

        store().put(GRANT, full);
        store().put(new GrantId("bare"), bare);

        assertThat(store().find(GRANT)).contains(full);
        assertThat(store().find(new GrantId("bare"))).contains(bare);
        assertThat(store().find(new GrantId("other"))).isEmpty();
    }

    @Test
    void whatWasSeenLastCounts() {
        store().put(GRANT, named("Old"));
        store().put(GRANT, named("New"));

        assertThat(store().find(GRANT)).contains(named("New"));
        Map<String, Scopes> allowed = Map.of("https://api.test/", Scopes.of("tickets.read"));
        store().put(GRANT, named("New").allowing(allowed));
        assertThat(store().find(GRANT).orElseThrow().allowed()).isEqualTo(allowed);
    }

    @Test
    void ofManyAtTheSameTimeOneStays() {
        Race.of(THREADS, thread -> {
            store().put(GRANT, named("App " + thread));
            return thread;
        });

        assertThat(store().find(GRANT).orElseThrow().name()).startsWith("App ");
    }

    @Test
    @Tag("A-133")
    @DisplayName("what was seen is forgotten with its grant")
    void forgetsWithTheGrant() {
        store().put(GRANT, named("Gone"));
        store().put(new GrantId("kept"), named("Kept"));

        assertThat(store().removeAll(List.of())).isZero();
        assertThat(store().removeAll(List.of(GRANT, new GrantId("unseen")))).isEqualTo(1);

        assertThat(store().find(GRANT)).isEmpty();
        assertThat(store().find(new GrantId("kept"))).contains(named("Kept"));
    }

    private static SeenApp named(String name) {
        return new SeenApp(name, null, List.of("client.test"), Scopes.of("tickets.read"), Map.of());
    }
}
