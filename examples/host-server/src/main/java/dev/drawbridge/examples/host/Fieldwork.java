package dev.drawbridge.examples.host;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.Platform;
import dev.drawbridge.core.host.Mail;
import dev.drawbridge.core.host.Mailer;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.mail.MailFailedException;
import dev.drawbridge.core.mail.SmtpMailer;
import dev.drawbridge.core.store.StoreFailedException;
import dev.drawbridge.core.store.StoreUnavailableException;
import dev.drawbridge.core.time.ShiftableClock;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.app.Profile;
import dev.drawbridge.oauth.document.ClientDocumentPolicy;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.webhooks.Webhooks;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fieldwork put together: the composition root. What it serves is {@link #site()}. */
final class Fieldwork implements AutoCloseable {

    private static final String DOCUMENTATION = "/developers";
    private static final String ONE_YEAR = "max-age=31536000";
    private static final Path MASTER_KEY_FILE = Path.of("data", "master.key");

    private final HikariDataSource dataSource;
    private final Platform platform;
    private final Handler site;

    private Fieldwork(HikariDataSource dataSource, Platform platform, Handler site) {
        this.dataSource = dataSource;
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
        EnvironmentBuilder builder = Environment.builder(publicUrl)
                .productName("Fieldwork")
                .stores(stores.core())
                .clock(clock)
                .masterKeys(masterKeys(settings))
                .hostSession(sessions)
                .hostDirectory(people)
                .plans(billing)
                .mailer(mailer(settings, publicUrl, mailbox, clock))
                .ipAllowList(settings.ipAllowList())
                .apiOrigins(settings.apiOrigins())
                .trustedProxies(settings.trustedProxies())
                .scopes(Catalog.scopes())
                .events(Catalog.events());
        if (settings.devMode()) {
            builder.insecureDevelopmentMode();
        }
        Environment env = builder.build();
        AuthorizationServerBuilder authorization = AuthorizationServer.builder(env, stores.oauth())
                .signingAlgorithm(settings.signingAlgorithm())
                .profile(settings.profile())
                .dynamicRegistration(settings.dynamicRegistration())
                .redirectSchemes(settings.redirectSchemes());
        if (settings.profile() != Profile.FAPI2) {
            authorization.clientDocuments(ClientDocumentPolicy.ANY);
        }
        AuthorizationServer oauth = authorization.build();
        settings.provision().ifPresent(file -> new Provisioning(env, oauth, people).apply(file));
        Platform platform = Platform.of(
                env,
                DeveloperAccounts.builder(env, stores.accounts())
                        .signUpsPerAddress(settings.signupsPerAddress())
                        .build(),
                oauth,
                RateLimits.on(env, stores.counters()),
                Webhooks.on(env, stores.webhooks()));

        List<Route> routes = new ArrayList<>(new FieldworkApi(env, platform, stores, sql, people).routes());
        routes.addAll(new LoginPages(env, sessions, people).routes());
        routes.addAll(new BillingPage(env).routes());
        routes.add(Route.page("GET", "/", request -> Response.seeOther("/developers")));
        routes.add(Route.page("GET", "/api", request -> Response.empty(302).with("Location", DOCUMENTATION)));
        routes.add(Route.hostApi("GET", "/healthz", request -> health(sql)));
        if (settings.devMode()) {
            routes.addAll(new DevRoutes(platform, env.frame(), clock, mailbox, new DevRoutes.DemoHost(billing, people))
                    .routes());
            routes.addAll(new InitialTokenRoutes(oauth.initialAccessTokens()).routes());
        }
        Handler platformAndHost = platform.handler(routes);
        Handler site = publicUrl.getScheme().equals("https")
                ? request -> platformAndHost.handle(request).with("Strict-Transport-Security", ONE_YEAR)
                : platformAndHost;
        return new Fieldwork(
                dataSource, platform, settings.devMode() ? new LoopbackOnly(publicUrl).before(site) : site);
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

    private static void keepInOutbox(Mail mail) {
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

    /** Answers everything that Fieldwork serves. */
    Handler site() {
        return site;
    }

    /** Begins the background work. */
    void start() {
        platform.start();
    }

    /** Ends the background work in order, then closes the database. */
    @Override
    public void close() {
        platform.close();
        dataSource.close();
    }
}
