package dev.drawbridge.core.internal;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.internal.activity.ActivityLog;
import dev.drawbridge.core.internal.cache.CachedApps;
import dev.drawbridge.core.internal.cache.CachedMembers;
import dev.drawbridge.core.internal.cache.CachedPlans;
import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.cluster.Leases;
import dev.drawbridge.core.internal.cluster.LiveNodes;
import dev.drawbridge.core.internal.csrf.CrossSite;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.edge.EdgeFilter;
import dev.drawbridge.core.internal.edge.RouteFilters;
import dev.drawbridge.core.internal.edge.StrangerLimit;
import dev.drawbridge.core.internal.egress.Egress;
import dev.drawbridge.core.internal.egress.EgressLimits;
import dev.drawbridge.core.internal.egress.TargetRules;
import dev.drawbridge.core.internal.html.Assets;
import dev.drawbridge.core.internal.html.SitePageFrame;
import dev.drawbridge.core.internal.html.Viewers;
import dev.drawbridge.core.internal.http.TrustedProxies;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.metric.Meters;
import dev.drawbridge.core.internal.name.ReservedNames;
import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.IpAllowList;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.HostSession;
import dev.drawbridge.core.spi.PlanLimits;
import dev.drawbridge.core.spi.Plans;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.site.Links;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.Transactions;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;

/**
 * The services of core, from which the wiring of each module takes what its parts use. Immutable and thread-safe.
 *
 * <p>It is the one implementation of {@link Environment}: a host sees that interface, the wiring sees this class. Nothing
 * else carries either.
 */
public final class CoreServices implements Environment {

    private final EnvironmentSettings settings;
    private final CoreStores stores;
    private final PlatformClock clock;
    private final Ulids ids;
    private final Meters meters;
    private final CredentialFormat credentials;
    private final Vault vault;
    private final ChangeFeed changes;
    private final Journal journal;
    private final Leases leases;
    private final LiveNodes liveNodes;
    private final Throttles throttles;
    private final MailOutbox mails;
    private final Assets assets;
    private final PageFrame frame;
    private final Viewers viewers;
    private final EdgeFilter edge;
    private final StrangerLimit strangers;
    private final FormTokens formTokens;
    private final CrossSite crossSite;
    private final OneTimeForms oneTimeForms;
    private final Egress egress;
    private final CachedApps apps;
    private final CachedPlans cachedPlans;
    private final CachedMembers cachedMembers;

    /**
     * Builds the services.
     *
     * @param settings the host's decisions, checked
     * @param masterKeys the newest first; 32 bytes each
     */
    public CoreServices(EnvironmentSettings settings, List<byte[]> masterKeys) {
        SecureRandom random = settings.random();
        EnvironmentSettings.Host host = settings.host();
        this.settings = settings;
        this.stores = settings.stores();
        this.clock = settings.clock();
        this.meters = new Meters(settings.metrics());
        this.egress = new Egress(TargetRules.of(settings.development()), EgressLimits.DEFAULT);
        this.ids = new Ulids(clock, random);
        this.credentials = new CredentialFormat(settings.credentialPrefix(), random);
        this.vault = new Vault(masterKeys, random);
        this.journal = new Journal(stores.journal(), clock, ids, settings.listeners());
        this.leases = new Leases(stores.leases(), clock, ids.next());
        this.liveNodes = new LiveNodes(stores.leases(), clock, leases.node());
        this.throttles = new Throttles(stores.throttles(), clock);
        this.mails = new MailOutbox(stores.mails(), host.mailer(), vault, clock, ids);
        this.changes = new ChangeFeed(stores.changes(), stores.transactions(), clock);
        this.assets = Assets.load(settings.productName(), settings.site().branding());
        this.frame = new SitePageFrame(
                settings.productName(), assets, settings.site().links());
        this.viewers = new Viewers(settings.site().languages(), settings.site().templates());
        this.edge = new EdgeFilter(frame, viewers, random, settings.trustedProxies());
        this.strangers = new StrangerLimit(
                settings.strangers().burst(), settings.strangers().perSecond(), clock, random, meters);
        this.formTokens = new FormTokens(vault);
        this.crossSite = new CrossSite(settings.issuer(), formTokens);
        this.oneTimeForms = new OneTimeForms(vault, random, stores.replays(), clock);
        this.apps = new CachedApps(stores.apps(), changes);
        this.cachedPlans = new CachedPlans(host.plans(), changes, clock);
        this.cachedMembers = new CachedMembers(host.directory(), changes, clock);
    }

    @Override
    public URI issuer() {
        return settings.issuer();
    }

    @Override
    public String productName() {
        return settings.productName();
    }

    /** {@return which names developers and their apps may not have: the product's, and those that the host added} */
    public ReservedNames reservedNames() {
        return settings.reservedNames();
    }

    /**
     * Returns the services behind an environment.
     *
     * @param environment what a host hands to a feature
     * @return the same object
     * @throws IllegalArgumentException if {@link Environment#builder} did not make it
     */
    public static CoreServices of(Environment environment) {
        if (environment instanceof CoreServices services) {
            return services;
        }
        throw new IllegalArgumentException(
                "Make the environment with Environment.builder, not with a class of your own: "
                        + environment.getClass().getName());
    }

    /**
     * Tells whether browsers reach the platform over https.
     *
     * @return false in development only
     */
    public boolean secure() {
        return "https".equals(settings.issuer().getScheme());
    }

    /**
     * Tells whether loopback targets (webhooks, logos, client metadata) are allowed.
     *
     * @return true in development only
     */
    public boolean development() {
        return settings.development();
    }

    @Override
    public Transactions transactions() {
        return stores.transactions();
    }

    @Override
    public CoreStores stores() {
        return stores;
    }

    @Override
    public PlatformClock clock() {
        return clock;
    }

    @Override
    public SecureRandom random() {
        return settings.random();
    }

    @Override
    public String newId() {
        return ids.next();
    }

    /** {@return what takes measurements} */
    public Meters meters() {
        return meters;
    }

    /** {@return what makes ids of rows} */
    public Ulids ids() {
        return ids;
    }

    /**
     * Returns what makes and checks credentials.
     *
     * @return the format with the host's prefix
     */
    public CredentialFormat credentials() {
        return credentials;
    }

    /** {@return what seals secrets at rest} */
    public Vault vault() {
        return vault;
    }

    /** {@return the change feed of this node} */
    public ChangeFeed changes() {
        return changes;
    }

    /** {@return the journal} */
    public Journal journal() {
        return journal;
    }

    /** {@return what reads the journal for people and programs} */
    public ActivityLog activity() {
        return new ActivityLog(
                stores.journal(), stores.apps(), stores.developers(), hostDirectory(), settings.productName());
    }

    /** {@return the leases of this node} */
    public Leases leases() {
        return leases;
    }

    /** {@return how many nodes are alive} */
    public LiveNodes liveNodes() {
        return liveNodes;
    }

    /** {@return the throttles} */
    public Throttles throttles() {
        return throttles;
    }

    @Override
    public Apps apps() {
        return apps;
    }

    /** {@return facts about grants} */
    public Grants grants() {
        return stores.grants();
    }

    @Override
    public ScopeCatalog scopes() {
        return settings.scopes();
    }

    @Override
    public EventCatalog events() {
        return settings.events();
    }

    /**
     * Returns where token requests and API calls of all apps must come from.
     *
     * @return the platform's list; that of an app narrows it
     */
    public IpAllowList ipAllowList() {
        return settings.ipAllowList();
    }

    /** {@return which pages of other origins may call the guarded API} */
    public CrossOrigin apiOrigins() {
        return settings.apiOrigins();
    }

    /** {@return what finds out who sent a request, for handlers that pass neither {@link #edge()} nor the guard} */
    public TrustedProxies trustedProxies() {
        return settings.trustedProxies();
    }

    @Override
    public HostSession hostSession() {
        return settings.host().session();
    }

    @Override
    public HostDirectory hostDirectory() {
        return settings.host().directory();
    }

    @Override
    public Plans plans() {
        return settings.host().plans();
    }

    /** {@return the quotas that pages tell} */
    public PlanLimits planLimits() {
        return settings.host().limits();
    }

    /** {@return the plans of companies as the host said within the last minute} */
    public CachedPlans cachedPlans() {
        return cachedPlans;
    }

    /**
     * Returns what the host said about memberships within the last minute, for requests that are repeated all the time.
     *
     * @return the cache that the guard asks too
     */
    public CachedMembers cachedMembers() {
        return cachedMembers;
    }

    /** {@return where features put mails} */
    public MailOutbox mails() {
        return mails;
    }

    /** {@return style and script of all pages} */
    public Assets assets() {
        return assets;
    }

    /** {@return where pages lead to on the host} */
    public Links links() {
        return settings.site().links();
    }

    /** {@return who sees pages and mails, in which of the languages that the host offers} */
    public Viewers viewers() {
        return viewers;
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    /** {@return what every request passes first} */
    public EdgeFilter edge() {
        return edge;
    }

    /** {@return what comes before each route because of its kind} */
    public RouteFilters routeFilters() {
        return new RouteFilters(crossSite, strangers);
    }

    /** {@return what makes and checks the tokens of forms} */
    public FormTokens formTokens() {
        return formTokens;
    }

    /** {@return what refuses requests that another site made a browser send} */
    public CrossSite crossSite() {
        return crossSite;
    }

    /** {@return the ids of forms that count once} */
    public OneTimeForms oneTimeForms() {
        return oneTimeForms;
    }

    /** {@return the guard that sends requests to addresses that strangers chose} */
    public Egress egress() {
        return egress;
    }
}
