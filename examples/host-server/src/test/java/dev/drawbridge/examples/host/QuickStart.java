package dev.drawbridge.examples.host;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Platform;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.http.jdk.JdkHttpServers;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.HostSession;
import dev.drawbridge.core.spi.Mailer;
import dev.drawbridge.core.spi.Plans;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.webhooks.Webhooks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The README's twenty lines, compiled; {@link ReadmeTest} runs them and compares them to the letter. */
final class QuickStart {

    private QuickStart() {}

    /** What a host has already. */
    record Host(
            DataSource dataSource,
            byte[] key,
            HostSession sessions,
            HostDirectory members,
            Plans billing,
            Mailer mailer,
            ScopeCatalog scopeCatalog,
            EventCatalog eventCatalog) {}

    /** What the lines made. */
    record Running(Platform platform, HttpServer server) implements AutoCloseable {

        @Override
        public void close() {
            server.stop(0);
            platform.close();
        }
    }

    static Running run(Host host, URI issuer, InetSocketAddress address) throws IOException {
        DataSource dataSource = host.dataSource();
        byte[] key = host.key();
        HostSession sessions = host.sessions();
        HostDirectory members = host.members();
        Plans billing = host.billing();
        Mailer mailer = host.mailer();
        ScopeCatalog scopeCatalog = host.scopeCatalog();
        EventCatalog eventCatalog = host.eventCatalog();
        Tickets tickets = new Tickets();
        // begin
        JdbiStores stores = JdbiStores.create(dataSource);
        Environment env = Environment.builder(issuer)
                .stores(stores.core())
                .masterKey(key)
                .hostSession(sessions)
                .hostDirectory(members)
                .plans(billing)
                .mailer(mailer)
                .scopes(scopeCatalog)
                .events(eventCatalog)
                .insecureDevelopmentMode() // plain http on localhost; leave it out for production
                .build();
        Platform platform = Platform.of(
                env,
                DeveloperAccounts.on(env, stores.accounts()),
                AuthorizationServer.on(env, stores.oauth()),
                RateLimits.on(env, stores.limits()),
                Webhooks.on(env, stores.webhooks()));
        Handler listTickets = platform.guard().require("tickets.read").around(tickets::list);
        Route api = Route.hostApi("GET", "/api/v1/tickets", listTickets);
        HttpServer server = JdkHttpServers.create(address);
        server.createContext("/", new JdkHttpServerAdapter(platform.handler(List.of(api))));
        platform.start();
        server.start();
        // end
        return new Running(platform, server);
    }

    /** A handler of the host. */
    static final class Tickets {

        Response list(Request request, Caller caller) {
            return Response.json(
                    200,
                    Map.of("tickets", List.of(), "company", caller.company().value()));
        }
    }
}
