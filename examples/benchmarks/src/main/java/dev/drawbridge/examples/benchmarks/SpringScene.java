package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.examples.benchmarks.HttpConnection.Reply;
import dev.drawbridge.examples.benchmarks.Measurement.Work;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The same work as {@link Scene}'s at Spring Authorization Server, whose clients and user are made at its start. */
final class SpringScene {

    private static final String TOKEN = "/oauth2/token";

    private final List<HttpConnection> connections = new ArrayList<>();

    SpringScene(URI server, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            this.connections.add(HttpConnection.open(server));
        }
    }

    List<Work> clientCredentials() {
        List<Work> clients = new ArrayList<>();
        for (HttpConnection connection : connections) {
            clients.add(() -> connection
                    .form(TOKEN, authorization("machine"), "grant_type=client_credentials&scope=tickets.read")
                    .expect(200));
        }
        return clients;
    }

    List<Work> refreshes() throws IOException {
        List<Work> clients = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            HttpConnection connection = connections.get(i);
            String app = "web-" + i;
            String[] refreshToken = {authorizeAndRedeem(connection, app).text("refresh_token")};
            clients.add(() -> refreshToken[0] = connection
                    .form(
                            TOKEN,
                            authorization(app),
                            "grant_type=refresh_token&refresh_token=" + Visitor.encode(refreshToken[0]))
                    .expect(200)
                    .text("refresh_token"));
        }
        return clients;
    }

    List<Work> authorizations() {
        List<Work> clients = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            HttpConnection connection = connections.get(i);
            String app = "web-" + i;
            clients.add(() -> authorizeAndRedeem(connection, app));
        }
        return clients;
    }

    private static Reply authorizeAndRedeem(HttpConnection connection, String app) throws IOException {
        Scene.App wanted = new Scene.App(app, authorization(app));
        Reply redirect = connection.send("GET", wanted.authorizePath().replace("/oauth/", "/oauth2/"), "", "");
        String form = wanted.codeForm(Visitor.redirected(redirect, "code"));
        return connection.form(TOKEN, wanted.authorization(), form).expect(200);
    }

    private static String authorization(String app) {
        String pair = app + ":secret-of-" + app;
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII))
                + "\r\n";
    }
}
