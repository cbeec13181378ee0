package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.oauth.spi.LogoStore;
import dev.drawbridge.oauth.spi.LogoStore.Fetch;
import dev.drawbridge.oauth.spi.StoredLogo;
import dev.drawbridge.testkit.contract.Samples;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link LogoStore} does. */
public abstract class LogoStoreContract {

    private static final Instant NOW = Samples.NOW;
    private static final URI OLD = URI.create("https://acme.test/logo.png?a=b");
    private static final URI NEW = URI.create("https://acme.test/new.png");

    private final AppId app = new AppId(Samples.id());
    private final AppId other = new AppId(Samples.id());

    /** For subclasses. */
    protected LogoStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract LogoStore store();

    @Test
    void aPictureIsKeptByteForByte() {
        byte[] all = new byte[StoredLogo.MAX_BYTES];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        StoredLogo large = new StoredLogo("aa11", "image/png", all, null);
        StoredLogo small = new StoredLogo("bb22", "image/svg+xml", new byte[] {0, -1, 127}, OLD);

        store().put(app, large);
        store().put(other, small);

        assertThat(store().of(app)).contains(large);
        assertThat(store().find("aa11")).contains(large);
        assertThat(store().find("bb22")).contains(small);
        assertThat(store().find("cc33")).isEmpty();
        assertThat(store().of(new AppId("unknown"))).isEmpty();
    }

    @Test
    void anAppHasOnePicture() {
        StoredLogo second = new StoredLogo("bb22", "image/png", new byte[] {2}, null);
        store().put(app, new StoredLogo("aa11", "image/png", new byte[] {1}, OLD));
        store().put(app, second);

        assertThat(store().of(app)).contains(second);
        assertThat(store().find("aa11")).isEmpty();
        assertThat(store().remove(app)).isTrue();
        assertThat(store().remove(app)).isFalse();
        assertThat(store().find("bb22")).isEmpty();
    }

    @Test
    void twoAppsMayHaveTheSamePicture() {
        StoredLogo logo = new StoredLogo("aa11", "image/png", new byte[] {1}, null);
        store().put(app, logo);
        store().put(other, logo);

        store().remove(app);

        assertThat(store().find("aa11")).contains(logo);
    }

    @Test
    void whatIsDueIsListedAndNoMoreOnceItWasFetched() {
        Fetch first = new Fetch(app, OLD, 0, NOW);
        Fetch second = new Fetch(other, OLD, 2, NOW.plusSeconds(1));
        store().fetchLater(second);
        store().fetchLater(first);

        assertThat(store().due(NOW.minusSeconds(1), 10)).isEmpty();
        assertThat(store().due(NOW, 10)).containsExactly(first);
        assertThat(store().due(NOW.plusSeconds(1), 10)).containsExactly(first, second);
        assertThat(store().due(NOW.plusSeconds(1), 1)).containsExactly(first);
        store().fetched(first);
        store().cancelFetch(other);
        assertThat(store().due(NOW.plusSeconds(1), 10)).isEmpty();
    }

    @Test
    void anAddressThatChangedMeanwhileIsStillFetched() {
        Fetch old = new Fetch(app, OLD, 0, NOW);
        Fetch changed = new Fetch(app, NEW, 0, NOW);
        store().fetchLater(old);
        store().fetchLater(changed);

        store().fetched(old);

        assertThat(store().due(NOW, 10)).containsExactly(changed);
    }
}
