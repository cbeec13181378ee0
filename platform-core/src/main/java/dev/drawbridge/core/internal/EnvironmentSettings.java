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
import dev.drawbridge.core.spi.operator.AdminAccess;
import dev.drawbridge.core.spi.site.Branding;
import dev.drawbridge.core.spi.site.Links;
import dev.drawbridge.core.spi.site.PageTemplates;
import dev.drawbridge.core.spi.store.CoreStores;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

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
        Site site,
        Host host) {

    /** How many requests of strangers a network may send at one time, and how many a second after that. */
    public record Strangers(int burst, int perSecond) {}

    /** How pages look, where they lead, the languages that they are offered in, the first being the usual one, and what replaces them. */
    public record Site(Branding branding, Links links, List<Locale> languages, PageTemplates templates) {}

    /** What the host implements, and the quotas that it tells. */
    public record Host(
            HostSession session,
            HostDirectory directory,
            Plans plans,
            PlanLimits limits,
            Mailer mailer,
            AdminAccess operators) {}
}
