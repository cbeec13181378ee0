package dev.drawbridge.core;

import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.HostSession;
import dev.drawbridge.core.spi.Plans;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.Transactions;
import java.net.URI;
import java.security.SecureRandom;

/**
 * What all features share, built first: the host's decisions and its own SPIs. Immutable and thread-safe.
 *
 * <p>Make one with {@link #builder}; every configuration problem is reported in one exception. Features accept only
 * environments that were made so: a class of the host cannot implement this interface.
 */
public interface Environment {

    /**
     * Begins an environment.
     *
     * @param issuer the public base URL, also the OAuth issuer (RFC 8414 §2): https, or http on a loopback host in
     *     development; no path, query or fragment
     * @return a builder
     */
    static EnvironmentBuilder builder(URI issuer) {
        return new EnvironmentBuilder(issuer);
    }

    /** {@return the issuer without trailing slash; every absolute link begins with it} */
    URI issuer();

    /** {@return what pages and mails call the host's product} */
    String productName();

    /** {@return the transactions that all stores join} */
    Transactions transactions();

    /** {@return the stores of core} */
    CoreStores stores();

    /** {@return the one clock} */
    PlatformClock clock();

    /** {@return the one source of randomness} */
    SecureRandom random();

    /** {@return a new id for a row of the host: a ULID, so that later ids sort behind earlier ones} */
    String newId();

    /** {@return facts about apps; by client id at most 2 s old if another node changed them} */
    Apps apps();

    /** {@return the scopes that the host offers} */
    ScopeCatalog scopes();

    /** {@return the events that the host publishes} */
    EventCatalog events();

    /** {@return who is logged in to the host} */
    HostSession hostSession();

    /** {@return the host's users and companies} */
    HostDirectory hostDirectory();

    /** {@return the plans of companies} */
    Plans plans();

    /** {@return what puts the frame around pages} */
    PageFrame frame();
}
