package dev.drawbridge.core.internal;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.internal.http.TrustedProxies;
import dev.drawbridge.core.internal.name.ReservedNames;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.IpAllowList;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.HostSession;
import dev.drawbridge.core.spi.Listener;
import dev.drawbridge.core.spi.Mailer;
import dev.drawbridge.core.spi.Metrics;
import dev.drawbridge.core.spi.PlanLimits;
import dev.drawbridge.core.spi.Plans;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.CoreStores;
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
        Metrics metrics,
        Host host) {

    /** How many requests of strangers a network may send at one time, and how many a second after that. */
    public record Strangers(int burst, int perSecond) {}

    /** What the host implements, and the quotas that it tells. */
    public record Host(HostSession session, HostDirectory directory, Plans plans, PlanLimits limits, Mailer mailer) {}
}
