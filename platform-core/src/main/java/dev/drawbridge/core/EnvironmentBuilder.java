package dev.drawbridge.core;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.EnvironmentSettings;
import dev.drawbridge.core.internal.edge.StrangerLimit;
import dev.drawbridge.core.internal.html.BrandStyle;
import dev.drawbridge.core.internal.http.TrustedProxies;
import dev.drawbridge.core.internal.name.ReservedNames;
import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.IpAllowList;
import dev.drawbridge.core.model.IpRange;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the settings of an {@link Environment}. Not thread-safe. */
public final class EnvironmentBuilder {

    /** What pages call the product if the host does not say. */
    public static final String DEFAULT_PRODUCT_NAME = "Developer Platform";

    private final URI issuer;
    private final List<Listener> listeners = new ArrayList<>();
    private Metrics metrics = Metrics.NONE;
    private Branding branding = Branding.PLAIN;
    private Links links = Links.NONE;
    private List<Locale> languages = List.of(Locale.ENGLISH);
    private PageTemplates templates = PageTemplates.NONE;
    private String productName = DEFAULT_PRODUCT_NAME;
    private List<String> reservedNames = List.of();
    private String credentialPrefix = CredentialFormat.DEFAULT_PREFIX;
    private boolean development;
    private List<byte[]> masterKeys = List.of();
    private ScopeCatalog scopes = ScopeCatalog.of(List.of());
    private EventCatalog events = EventCatalog.of(List.of());
    private List<String> ipAllowList = List.of();
    private CrossOrigin apiOrigins = CrossOrigin.NONE;
    private PlanLimits limits = PlanLimits.NONE;
    private List<String> trustedProxies = List.of();
    private int strangersBurst = StrangerLimit.DEFAULT_BURST;
    private int strangersPerSecond = StrangerLimit.DEFAULT_PER_SECOND;
    private @Nullable CoreStores stores;
    private @Nullable PlatformClock clock;
    private @Nullable SecureRandom random;
    private @Nullable HostSession hostSession;
    private @Nullable HostDirectory hostDirectory;
    private @Nullable Plans plans;
    private @Nullable Mailer mailer;
    private AdminAccess operators = AdminAccess.NOBODY;

    EnvironmentBuilder(URI issuer) {
        this.issuer = issuer;
    }

    /**
     * Sets where everything is kept. Required.
     *
     * @param value the stores of core
     */
    public EnvironmentBuilder stores(CoreStores value) {
        this.stores = value;
        return this;
    }

    /**
     * Sets the one master key. Required, or {@link #masterKeys}.
     *
     * @param value 32 random bytes
     */
    public EnvironmentBuilder masterKey(byte[] value) {
        return masterKeys(List.of(value));
    }

    /**
     * Sets the master keys: the first seals, all open.
     *
     * @param values each 32 random bytes
     */
    public EnvironmentBuilder masterKeys(List<byte[]> values) {
        this.masterKeys = values.stream().map(byte[]::clone).toList();
        return this;
    }

    /** Sets the host's implementation of who is logged in to the host. Required. */
    public EnvironmentBuilder hostSession(HostSession value) {
        this.hostSession = value;
        return this;
    }

    /** Sets the host's implementation of the host's users and companies. Required. */
    public EnvironmentBuilder hostDirectory(HostDirectory value) {
        this.hostDirectory = value;
        return this;
    }

    /** Sets the host's implementation of the plans of companies. Required. */
    public EnvironmentBuilder plans(Plans value) {
        this.plans = value;
        return this;
    }

    /**
     * Sets the quotas of tiers that pages tell: the policies that the limiter gets too. Default: none are told.
     *
     * @param value the limiter's policies
     */
    public EnvironmentBuilder limits(PlanLimits value) {
        this.limits = value;
        return this;
    }

    /**
     * Sets what sends mails. Required.
     *
     * @param value the host's mailer
     */
    public EnvironmentBuilder mailer(Mailer value) {
        this.mailer = value;
        return this;
    }

    /** Sets who of the host's users operates the platform, by the area below {@code /developers-admin}. Default: nobody. */
    public EnvironmentBuilder operators(AdminAccess value) {
        this.operators = value;
        return this;
    }

    /**
     * Sets the scopes that the host offers. Required, at least one.
     *
     * @param value the catalog
     */
    public EnvironmentBuilder scopes(ScopeCatalog value) {
        this.scopes = value;
        return this;
    }

    /**
     * Sets the events that the host publishes. Default: none.
     *
     * @param value the catalog
     */
    public EnvironmentBuilder events(EventCatalog value) {
        this.events = value;
        return this;
    }

    /**
     * Adds what hears of state changes, at least once each, from the background job. Default: none. Give every node the same
     * ones: what a node without listeners records, nobody hears.
     *
     * @param value the listener; called in the order of adding
     */
    public EnvironmentBuilder addListener(Listener value) {
        listeners.add(value);
        return this;
    }

    /**
     * Sets what takes the platform's measurements. Default: {@link Metrics#NONE}.
     *
     * @param value for example {@code MicrometerMetrics}
     */
    public EnvironmentBuilder metrics(Metrics value) {
        this.metrics = value;
        return this;
    }

    /**
     * Sets the networks that token requests and API calls of all apps must come from; an app's own list must pass as well.
     * Pages are not concerned. Default: none, which means anywhere.
     *
     * @param cidrs for example {@code 203.0.113.0/24} or {@code 2001:db8::/32}, without host bits
     */
    public EnvironmentBuilder ipAllowList(List<String> cidrs) {
        this.ipAllowList = List.copyOf(cidrs);
        return this;
    }

    /**
     * Sets which origins' pages may call the guarded API (CORS without credentials). Default: {@link CrossOrigin#NONE},
     * where nothing of a guarded route permits a browser anything.
     *
     * @param value the policy
     */
    public EnvironmentBuilder apiOrigins(CrossOrigin value) {
        this.apiOrigins = value;
        return this;
    }

    /**
     * Sets the proxies that are believed when they say where a request comes from, in {@code Forwarded} or {@code
     * X-Forwarded-For}; see {@link dev.drawbridge.core.internal.http.TrustedProxies}. Without it limits, IP lists and the
     * journal see the proxy's address for everybody behind it. Default: none; the headers count for nothing.
     *
     * @param cidrs for example {@code 10.0.0.0/8}, without host bits
     */
    public EnvironmentBuilder trustedProxies(List<String> cidrs) {
        this.trustedProxies = List.copyOf(cidrs);
        return this;
    }

    /**
     * Sets how many requests that prove nothing one network may send to a node. Default: {@value
     * StrangerLimit#DEFAULT_BURST} at one time and {@value StrangerLimit#DEFAULT_PER_SECOND} a second. Requests that prove
     * something (a client, a code, a session, a password) do not count.
     *
     * @param burst at one time, 1 to 1,000,000
     * @param perSecond how many a second after that, 1 to 1,000,000
     */
    public EnvironmentBuilder strangers(int burst, int perSecond) {
        this.strangersBurst = burst;
        this.strangersPerSecond = perSecond;
        return this;
    }

    /**
     * Sets what pages and mails call the product. Default: {@value #DEFAULT_PRODUCT_NAME}.
     *
     * @param value the name
     */
    public EnvironmentBuilder productName(String value) {
        this.productName = value;
        return this;
    }

    /**
     * Sets the names, beside {@link #productName}, that developers and their apps may not have, nor any that contains one of
     * them or looks like one: the company, other products, how the product is called for short. Default: none.
     *
     * @param values names, each with a letter or digit
     */
    public EnvironmentBuilder reservedNames(List<String> values) {
        this.reservedNames = List.copyOf(values);
        return this;
    }

    /**
     * Sets the host's colours, font and marks on pages. Default: {@link Branding#PLAIN}.
     *
     * @param value the branding; its contrast is checked by {@link #build}
     */
    public EnvironmentBuilder branding(Branding value) {
        this.branding = value;
        return this;
    }

    /**
     * Sets the pages of the host that headers and footers lead to. Default: none.
     *
     * @param value the links
     */
    public EnvironmentBuilder links(Links value) {
        this.links = value;
        return this;
    }

    /**
     * Sets the languages of pages; a browser that accepts none of them gets the first one. A language is files {@code
     * messages_<language>.properties} on the class path, in the packages of the English ones; what they lack is English.
     * Default: English. The library has German for start page, dashboard, overview, usage and errors.
     *
     * @param values at least one, the usual one first
     */
    public EnvironmentBuilder languages(List<Locale> values) {
        this.languages = List.copyOf(values);
        return this;
    }

    /**
     * Sets what replaces pages or parts of them. Default: {@link PageTemplates#NONE}.
     *
     * @param value the host's templates
     */
    public EnvironmentBuilder templates(PageTemplates value) {
        this.templates = value;
        return this;
    }

    /**
     * Sets what credentials begin with. Default: {@value CredentialFormat#DEFAULT_PREFIX}.
     *
     * @param value 2 to 10 of {@code [a-z0-9]}
     */
    public EnvironmentBuilder credentialPrefix(String value) {
        this.credentialPrefix = value;
        return this;
    }

    /**
     * Allows http on a loopback host and loopback targets. Never for production.
     */
    public EnvironmentBuilder insecureDevelopmentMode() {
        this.development = true;
        return this;
    }

    /**
     * Sets the clock. Default: the stores' own.
     *
     * @param value the clock
     */
    public EnvironmentBuilder clock(PlatformClock value) {
        this.clock = value;
        return this;
    }

    /**
     * Sets the source of randomness. Default: the JDK's.
     *
     * @param value the generator
     */
    public EnvironmentBuilder random(SecureRandom value) {
        this.random = value;
        return this;
    }

    /**
     * Checks everything and builds the environment.
     *
     * @return the environment
     * @throws ConfigurationException listing every problem
     */
    public Environment build() {
        EnvironmentChecks checks = new EnvironmentChecks();
        checks.issuer(issuer, development);
        checks.masterKeys(masterKeys);
        checks.credentialPrefix(credentialPrefix);
        checks.names(productName, reservedNames);
        checks.catalogs(scopes, events);
        checks.add(apiOrigins.problems("apiOrigins", development));
        List<IpRange> allowed = checks.networks("ipAllowList", ipAllowList);
        List<IpRange> proxies = checks.networks("trustedProxies", trustedProxies);
        checks.strangers(strangersBurst, strangersPerSecond);
        checks.add(BrandStyle.problems(branding));
        checks.site(links, languages);
        checks.required("stores", stores);
        checks.required("hostSession", hostSession);
        checks.required("hostDirectory", hostDirectory);
        checks.required("plans", plans);
        checks.required("mailer", mailer);
        checks.throwIfAnyFailed();
        // The keys are no setting that anybody may ask for later.
        return new CoreServices(settings(new IpAllowList(allowed), new TrustedProxies(proxies)), masterKeys);
    }

    private EnvironmentSettings settings(IpAllowList allowed, TrustedProxies proxies) {
        CoreStores givenStores = Objects.requireNonNull(stores);
        return new EnvironmentSettings(
                issuer,
                productName,
                ReservedNames.of(Stream.concat(Stream.of(productName), reservedNames.stream())
                        .toList()),
                credentialPrefix,
                development,
                scopes,
                events,
                allowed,
                apiOrigins,
                proxies,
                new EnvironmentSettings.Strangers(strangersBurst, strangersPerSecond),
                givenStores,
                clock == null ? givenStores.clock() : clock,
                random == null ? new SecureRandom() : random,
                List.copyOf(listeners),
                metrics,
                new EnvironmentSettings.Site(branding, links, languages, templates),
                new EnvironmentSettings.Host(
                        Objects.requireNonNull(hostSession),
                        Objects.requireNonNull(hostDirectory),
                        Objects.requireNonNull(plans),
                        limits,
                        Objects.requireNonNull(mailer),
                        operators));
    }
}
