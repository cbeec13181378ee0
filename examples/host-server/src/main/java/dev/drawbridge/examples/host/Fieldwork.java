package dev.drawbridge.examples.host;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.Platform;
import dev.drawbridge.core.ShiftableClock;
import dev.drawbridge.core.SmtpMailer;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.MailFailedException;
import dev.drawbridge.core.spi.Mailer;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.ClientDocumentPolicy;
import dev.drawbridge.oauth.Profile;
import dev.drawbridge.ratelimit.Policies;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.ratelimit.redis.RedisCounters;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.webhooks.Webhooks;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fieldwork put together: the composition root. What it serves is {@link #site()}. */
final class Fieldwork implements AutoCloseable {

    private static final String ONE_YEAR = "max-age=31536000";
    static final Policies POLICIES = Policies.seeds();
    private static final Path MASTER_KEY_FILE = Path.of("data", "master.key");

    private final HikariDataSource dataSource;
    private final Optional<RedisCounters> redis;
    private final Platform platform;
    private final Handler site;

    private Fieldwork(HikariDataSource dataSource, Optional<RedisCounters> redis, Platform platform, Handler site) {
        this.dataSource = dataSource;
        this.redis = redis;
        this.platform = platform;
        this.site = site;
    }

    static Fieldwork open(HostSettings settings, URI publicUrl) {
        HikariDataSource dataSource = DataSources.open(settings.database());
        boolean done = false;
        try {
            Fieldwork fieldwork = compose(settings, publicUrl, dataSource);
            done = true;
            return fieldwork;
        } finally {
            if (!done) {
                dataSource.close();
            }
        }
    }

    private static Fieldwork compose(HostSettings settings, URI publicUrl, HikariDataSource dataSource) {
        // First: it says in one line what is wrong with a database.
        JdbiStores stores = JdbiStores.create(dataSource);
        Sql sql = new Sql(dataSource);
        DemoData.install(sql);
        People people = new People(sql);
        Billing billing = new Billing(sql, publicUrl);

        ShiftableClock clock = new ShiftableClock(stores.core().clock());
        Mailbox mailbox = new Mailbox(sql, clock);
        Sessions sessions = new Sessions(sql, clock, publicUrl.getScheme().equals("https"));
        Environment env = environment(
                settings,
                publicUrl,
                stores,
                clock,
                sessions,
                people,
                billing,
                mailer(settings, publicUrl, mailbox, clock));
        AuthorizationServer oauth = authorizationServer(settings, env, stores);
        settings.provision().ifPresent(file -> new Provisioning(env, oauth, people).apply(file));
        Optional<RedisCounters> redis = settings.redisUrl().map(RedisCounters::connect);
        Platform platform = platform(
                settings, env, oauth, stores, redis.<CounterStore>map(it -> it).orElseGet(stores::counters));

        List<Route> routes = new ArrayList<>(hostRoutes(env, platform, stores, sql, people, sessions));
        if (settings.devMode()) {
            routes.addAll(new DevRoutes(platform, env.frame(), clock, mailbox, new DevRoutes.DemoHost(billing, people))
                    .routes());
            routes.addAll(new InitialTokenRoutes(oauth.initialAccessTokens()).routes());
        }
        Handler site = overHttps(publicUrl, platform.handler(routes));
        return new Fieldwork(
                dataSource, redis, platform, settings.devMode() ? new LoopbackOnly(publicUrl).before(site) : site);
    }

    private static Platform platform(
            HostSettings settings,
            Environment env,
            AuthorizationServer oauth,
            JdbiStores stores,
            CounterStore counters) {
        return Platform.of(
                env,
                DeveloperAccounts.builder(env, stores.accounts())
                        .signUpsPerAddress(settings.signupsPerAddress())
                        .landing(StartPage.at(env.issuer()))
                        .build(),
                oauth,
                RateLimits.on(env, stores.limits().countingIn(counters), POLICIES),
                Webhooks.on(env, stores.webhooks()));
    }

    private static Handler overHttps(URI publicUrl, Handler site) {
        return publicUrl.getScheme().equals("https")
                ? request -> site.handle(request).with("Strict-Transport-Security", ONE_YEAR)
                : site;
    }

    private static List<Route> hostRoutes(
            Environment env, Platform platform, JdbiStores stores, Sql sql, People people, Sessions sessions) {
        List<Route> routes = new ArrayList<>(new FieldworkApi(env, platform, stores, sql, people).routes());
        routes.addAll(new LoginPages(env, sessions, people).routes());
        routes.addAll(new BillingPage(env, POLICIES).routes());
        routes.add(Route.page("GET", "/", request -> Response.seeOther(PortalPaths.PAGES)));
        routes.add(Route.page("GET", "/api", request -> Response.empty(302).with("Location", PortalPaths.PAGES)));
        routes.add(Route.hostApi("GET", "/healthz", request -> health(sql)));
        return routes;
    }

    private static Environment environment(
            HostSettings settings,
            URI publicUrl,
            JdbiStores stores,
            ShiftableClock clock,
            Sessions sessions,
            People people,
            Billing billing,
            Mailer mailer) {
        EnvironmentBuilder builder = Environment.builder(publicUrl)
                .productName("Fieldwork")
                .stores(stores.core())
                .clock(clock)
                .masterKeys(masterKeys(settings))
                .hostSession(sessions)
                .hostDirectory(people)
                .operators(people)
                .plans(billing)
                .limits(POLICIES)
                .mailer(mailer)
                .ipAllowList(settings.ipAllowList())
                .apiOrigins(settings.apiOrigins())
                .trustedProxies(settings.trustedProxies())
                .scopes(Catalog.scopes())
                .events(Catalog.events());
        if (settings.devMode()) {
            builder.insecureDevelopmentMode();
        }
        return builder.build();
    }

    private static AuthorizationServer authorizationServer(HostSettings settings, Environment env, JdbiStores stores) {
        AuthorizationServerBuilder builder = AuthorizationServer.builder(env, stores.oauth())
                .signingAlgorithm(settings.signingAlgorithm())
                .profile(settings.profile())
                .dynamicRegistration(settings.dynamicRegistration())
                .redirectSchemes(settings.redirectSchemes());
        if (settings.profile() != Profile.FAPI2) {
            builder.clientDocuments(ClientDocumentPolicy.ANY);
        }
        return builder.build();
    }

    private static List<byte[]> masterKeys(HostSettings settings) {
        return settings.masterKeys().isEmpty()
                ? List.of(MasterKeyFile.readOrCreate(MASTER_KEY_FILE))
                : settings.masterKeys();
    }

    // The mailbox keeps links that prove an address, so it is for development alone.
    private static Mailer mailer(HostSettings settings, URI publicUrl, Mailbox mailbox, ShiftableClock clock) {
        Mailer outside = settings.smtpUrl()
                .<Mailer>map(url -> SmtpMailer.to(url, Mailbox.SENDER, publicUrl, clock))
                .orElse(settings.devMode() ? mail -> {} : Fieldwork::keepInOutbox);
        return settings.devMode()
                ? mail -> {
                    mailbox.send(mail);
                    outside.send(mail);
                }
                : outside;
    }

    static void keepInOutbox(Mail mail) {
        throw MailFailedException.temporary("SMTP_URL is not set; the mail waits in the outbox");
    }

    private static Response health(Sql sql) {
        try {
            if (sql.writable()) {
                return Response.json(200, Map.of("status", "UP"));
            }
        } catch (StoreUnavailableException | StoreFailedException e) {
            // The status says it; whoever probes does so all the time.
        }
        return Response.json(503, Map.of("status", "DOWN"));
    }

    /** Handles every request to Fieldwork. */
    Handler site() {
        return site;
    }

    /** Begins the background work. */
    void start() {
        platform.start();
    }

    /** Ends the background work in order, then closes Redis and the database. */
    @Override
    public void close() {
        platform.close();
        redis.ifPresent(RedisCounters::close);
        dataSource.close();
    }
}
