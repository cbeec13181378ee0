package dev.drawbridge.examples.host;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Platform;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostSession;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.operator.AdminAccess.Role;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.jdbi.SchemaMode;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.webhooks.Webhooks;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Fieldwork without its web server, for programs of its operators: the same services on the same database, in this process.
 * Nothing runs in the background. For one thread.
 */
public final class FieldworkConsole implements AutoCloseable {

    private final HikariDataSource dataSource;
    private final Environment env;
    private final AuthorizationServer server;
    private final Handler handler;
    private final People people;
    private final String operator;

    private FieldworkConsole(
            HikariDataSource dataSource,
            Environment env,
            AuthorizationServer server,
            Handler handler,
            People people,
            String operator) {
        this.dataSource = dataSource;
        this.env = env;
        this.server = server;
        this.handler = handler;
        this.people = people;
        this.operator = operator;
    }

    /**
     * Where a database is.
     *
     * @param url a JDBC URL of H2 or PostgreSQL
     * @param user the database user, possibly empty
     * @param password of that user
     */
    public record Login(String url, String user, String password) {

        HostSettings.Database database() {
            return new HostSettings.Database(url, user, password);
        }

        @Override
        public String toString() {
            return "Login[...]";
        }
    }

    /**
     * Opens the platform on a database whose tables exist.
     *
     * @param login where the database is
     * @param publicUrl where the platform is, for links in mails
     * @param masterKeys the first seals, all open
     * @param operator who is named in the journal
     * @return the console
     * @throws dev.drawbridge.core.ConfigurationException if tables are missing
     * @throws dev.drawbridge.core.VaultException if the master keys are not those of the database
     */
    public static FieldworkConsole open(Login login, URI publicUrl, List<byte[]> masterKeys, String operator) {
        HikariDataSource dataSource = DataSources.open(login.database());
        boolean done = false;
        try {
            FieldworkConsole console = compose(dataSource, publicUrl, masterKeys, operator);
            done = true;
            return console;
        } finally {
            if (!done) {
                dataSource.close();
            }
        }
    }

    /**
     * Lends a pool of a database, whatever is in it.
     *
     * @param login where the database is
     * @param work gets the pool
     */
    public static void withDatabase(Login login, Consumer<DataSource> work) {
        try (HikariDataSource dataSource = DataSources.open(login.database())) {
            work.accept(dataSource);
        }
    }

    private static FieldworkConsole compose(
            HikariDataSource dataSource, URI publicUrl, List<byte[]> masterKeys, String operator) {
        JdbiStores stores = JdbiStores.create(dataSource, SchemaMode.VALIDATE);
        Sql sql = new Sql(dataSource);
        DemoData.install(sql);
        People people = new People(sql);
        Environment env = Environment.builder(publicUrl)
                .productName("Fieldwork")
                .stores(stores.core())
                .masterKeys(masterKeys)
                .hostSession(new Operator(operator))
                .hostDirectory(people)
                .operators(user -> Optional.of(Role.FULL))
                .plans(new Billing(sql, publicUrl))
                .limits(Fieldwork.POLICIES)
                .mailer(Fieldwork::keepInOutbox)
                .scopes(Catalog.scopes())
                .events(Catalog.events())
                .insecureDevelopmentMode()
                .build();
        AuthorizationServer server = AuthorizationServer.on(env, stores.oauth());
        Platform platform = Platform.of(
                env,
                DeveloperAccounts.builder(env, stores.accounts()).build(),
                server,
                RateLimits.on(env, stores.limits(), Fieldwork.POLICIES),
                Webhooks.on(env, stores.webhooks()));
        return new FieldworkConsole(dataSource, env, server, platform.handler(), people, operator);
    }

    /**
     * Returns the authorization server.
     *
     * @return the same one every time
     */
    public AuthorizationServer server() {
        return server;
    }

    /**
     * Returns who changes something through this console.
     *
     * @return the operator
     */
    public Actor actor() {
        return new Actor("operator", operator, null, null);
    }

    /**
     * Finds an app.
     *
     * @param clientId its public id
     * @return the app, whatever its status
     */
    public Optional<App> app(String clientId) {
        return env.stores().apps().findByClientId(new ClientId(clientId));
    }

    /**
     * Finds a member of a company.
     *
     * @param company the company
     * @param user the id or address of a user; empty for any administrator
     * @return their id
     */
    public Optional<UserId> member(CompanyId company, Optional<String> user) {
        return user.isEmpty() ? people.administrator(company) : people.member(company, user.get());
    }

    /**
     * Sends a call of the operator's JSON API.
     *
     * @param method GET or POST
     * @param path below the API's own, with its query
     * @param accept which media type the response should have
     * @param body JSON; not sent with GET
     * @return the response, whatever its status
     */
    public Response call(String method, String path, String accept, String body) {
        Request request = Request.of(
                method,
                OperatorPaths.JSON + path,
                Headers.NONE
                        .plus("Accept", accept)
                        .plus("Content-Type", "application/json")
                        .plus("Sec-Fetch-Site", "same-origin"),
                InetAddress.getLoopbackAddress());
        return handler.handle(method.equals("GET") ? request : request.withBody(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        dataSource.close();
    }

    /** Whoever can run a program on the database is the operator. */
    private record Operator(String id) implements HostSession {

        @Override
        public Optional<HostUser> current(Request request) {
            return Optional.of(new HostUser(new UserId(id), id));
        }

        @Override
        public URI loginUrl(String returnTo) {
            return URI.create("/");
        }
    }
}
