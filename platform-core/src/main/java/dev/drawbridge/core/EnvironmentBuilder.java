package dev.drawbridge.core;

import dev.drawbridge.core.edge.StrangerLimit;
import dev.drawbridge.core.host.HostDirectory;
import dev.drawbridge.core.host.HostSession;
import dev.drawbridge.core.host.Mailer;
import dev.drawbridge.core.host.Plans;
import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.TrustedProxies;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.EnvironmentSettings;
import dev.drawbridge.core.journal.Listener;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.IpAllowList;
import dev.drawbridge.core.model.IpRange;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.name.ReservedNames;
import dev.drawbridge.core.secret.CredentialFormat;
import dev.drawbridge.core.secret.Vault;
import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.time.PlatformClock;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the settings of an {@link Environment}. Not thread-safe. */
public final class EnvironmentBuilder {

    /** What pages call the product if the host does not say. */
    public static final String DEFAULT_PRODUCT_NAME = "Developer Platform";

    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final int MOST_STRANGERS = 1_000_000;

    private final URI issuer;
    private final List<Listener> listeners = new ArrayList<>();
    private String productName = DEFAULT_PRODUCT_NAME;
    private List<String> reservedNames = List.of();
    private String credentialPrefix = CredentialFormat.DEFAULT_PREFIX;
    private boolean development;
    private List<byte[]> masterKeys = List.of();
    private ScopeCatalog scopes = ScopeCatalog.of(List.of());
    private EventCatalog events = EventCatalog.of(List.of());
    private List<String> ipAllowList = List.of();
    private CrossOrigin apiOrigins = CrossOrigin.NONE;
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

    /**
     * Sets who is logged in to the host. Required.
     *
     * @param value the host's answer
     */
    public EnvironmentBuilder hostSession(HostSession value) {
        this.hostSession = value;
        return this;
    }

    /**
     * Sets the host's users and companies. Required.
     *
     * @param value the host's answer
     */
    public EnvironmentBuilder hostDirectory(HostDirectory value) {
        this.hostDirectory = value;
        return this;
    }

    /**
     * Sets the plans of companies. Required.
     *
     * @param value the host's answer
     */
    public EnvironmentBuilder plans(Plans value) {
        this.plans = value;
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
     * Sets which origins' pages may call the guarded API (CORS without credentials). Default: {@link CrossOrigin#NONE}, where
     * nothing of a guarded route permits a browser anything.
     *
     * @param value the policy
     */
    public EnvironmentBuilder apiOrigins(CrossOrigin value) {
        this.apiOrigins = value;
        return this;
    }

    /**
     * Sets the proxies that are believed when they say whom a request comes from, in {@code Forwarded} or {@code
     * X-Forwarded-For}; see {@link dev.drawbridge.core.http.TrustedProxies}. Without it limits, IP lists and the journal see
     * the proxy's address for everybody behind it. Default: none; the headers count for nothing.
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
     * @param perSecond how many a second it may go on to send, 1 to 1,000,000
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
        List<String> problems = new ArrayList<>(RequiredLibrary.problemsOfCore());
        checkIssuer(problems);
        if (masterKeys.isEmpty() || masterKeys.stream().anyMatch(key -> key.length != Vault.KEY_BYTES)) {
            problems.add("masterKey: give one or more keys of " + Vault.KEY_BYTES + " random bytes each.");
        }
        if (!credentialPrefix.matches("[a-z0-9]{2,10}")) {
            problems.add("credentialPrefix: use 2 to 10 of [a-z0-9], not '" + credentialPrefix + "'.");
        }
        if (productName.isBlank()) {
            problems.add("productName: give the name that pages and mails use.");
        }
        for (String name : reservedNames) {
            if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
                problems.add("reservedNames: give names with a letter or digit, not '" + name + "'.");
            }
        }
        if (scopes.all().isEmpty()) {
            problems.add("scopes: offer at least one scope.");
        }
        for (EventType event : events.all()) {
            if (scopes.find(event.requiredScope()).isEmpty()) {
                problems.add("events: " + event.name() + " needs the scope " + event.requiredScope()
                        + ", which is not in the catalog.");
            }
        }
        problems.addAll(apiOrigins.problems("apiOrigins", development));
        List<IpRange> allowed = networks("ipAllowList", ipAllowList, problems);
        List<IpRange> proxies = networks("trustedProxies", trustedProxies, problems);
        if (outOfRange(strangersBurst) || outOfRange(strangersPerSecond)) {
            problems.add("strangers: give a burst and a rate from 1 to " + MOST_STRANGERS + ".");
        }
        CoreStores givenStores = required(stores, "stores", problems);
        HostSession givenSession = required(hostSession, "hostSession", problems);
        HostDirectory givenDirectory = required(hostDirectory, "hostDirectory", problems);
        Plans givenPlans = required(plans, "plans", problems);
        Mailer givenMailer = required(mailer, "mailer", problems);
        if (!problems.isEmpty()
                || givenStores == null
                || givenSession == null
                || givenDirectory == null
                || givenPlans == null
                || givenMailer == null) {
            throw new ConfigurationException(problems);
        }
        EnvironmentSettings settings = new EnvironmentSettings(
                issuer,
                productName,
                ReservedNames.of(Stream.concat(Stream.of(productName), reservedNames.stream())
                        .toList()),
                credentialPrefix,
                development,
                scopes,
                events,
                new IpAllowList(allowed),
                apiOrigins,
                new TrustedProxies(proxies),
                new EnvironmentSettings.Strangers(strangersBurst, strangersPerSecond),
                givenStores,
                clock == null ? givenStores.clock() : clock,
                random == null ? new SecureRandom() : random,
                List.copyOf(listeners),
                new EnvironmentSettings.Host(givenSession, givenDirectory, givenPlans, givenMailer));
        // The keys are no setting that anybody may ask for later.
        return new CoreServices(settings, masterKeys);
    }

    private static boolean outOfRange(int value) {
        return value < 1 || value > MOST_STRANGERS;
    }

    private static List<IpRange> networks(String setting, List<String> cidrs, List<String> problems) {
        List<IpRange> networks = new ArrayList<>();
        for (String cidr : cidrs) {
            IpRange.parse(cidr)
                    .filter(range -> range.isNotedAs(cidr))
                    .ifPresentOrElse(
                            networks::add,
                            () -> problems.add(setting + ": give networks like 203.0.113.0/24, not '" + cidr + "'."));
        }
        return networks;
    }

    private void checkIssuer(List<String> problems) {
        String host = issuer.getHost();
        if (host == null
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null
                || issuer.getRawUserInfo() != null) {
            problems.add(
                    "issuer: give scheme, host and port only, for example https://acme.example, not '" + issuer + "'.");
        } else if (!issuer.getRawPath().isEmpty()) {
            problems.add(
                    "issuer: '" + issuer + "' has a path. Pages, cookies and well-known addresses are at the root of"
                            + " a host: give the platform a host name of its own, for example https://auth.acme.example.");
        } else if (!"https".equals(issuer.getScheme())
                && !(development && "http".equals(issuer.getScheme()) && LOOPBACK_HOSTS.contains(host))) {
            problems.add("issuer: use https. Plain http is for loopback hosts in development mode only: " + issuer);
        }
    }

    private static <T> @Nullable T required(@Nullable T value, String name, List<String> problems) {
        if (value == null) {
            problems.add(name + ": is required.");
        }
        return value;
    }
}
