package dev.drawbridge.core.internal;

import dev.drawbridge.core.host.HostDirectory;
import dev.drawbridge.core.host.HostSession;
import dev.drawbridge.core.host.Mailer;
import dev.drawbridge.core.host.Plans;
import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.TrustedProxies;
import dev.drawbridge.core.journal.Listener;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.IpAllowList;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.name.ReservedNames;
import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.time.PlatformClock;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;

/** What the host decided, checked. Secrets are not among it. */
public record EnvironmentSettings(
        URI issuer,
        String productName,
        ReservedNames reservedNames,
        String credentialPrefix,
        boolean development,
        ScopeCatalog scopes,
        EventCatalog events,
        IpAllowList ipAllowList,
        CrossOrigin apiOrigins,
        TrustedProxies trustedProxies,
        Strangers strangers,
        CoreStores stores,
        PlatformClock clock,
        SecureRandom random,
        List<Listener> listeners,
        Host host) {

    /** How many requests of strangers a network may send at one time, and how many a second after that. */
    public record Strangers(int burst, int perSecond) {}

    /** What the host answers. */
    public record Host(HostSession session, HostDirectory directory, Plans plans, Mailer mailer) {}
}
