package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.examples.benchmarks.Measurement.Processes;
import dev.drawbridge.examples.benchmarks.Measurement.Work;
import dev.drawbridge.examples.host.HostServer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the example host on PostgreSQL: requests per second, and CPU seconds per 1,000 requests of the server's process
 * and of PostgreSQL's, with the floor measured first and last in the same run. Eight connections, bounded counts.
 *
 * <p>An authorization is two requests, the redirect with a code and its exchange, of users who consented before. If {@code
 * examples/spring-peer} was built (profile {@code peer}), Spring Authorization Server does the same on the same PostgreSQL.
 *
 * <p>With the argument {@code statements} it counts what each kind of request executes instead; with {@code few} it sends a
 * few requests of each kind, to see that the program works.
 */
public final class LoadProgram {

    private static final int CONNECTIONS = 8;
    /** Calls of a round stay below the 2,000 an hour of the tier HIGH; each round has an hour of its own. */
    private static final int CALLS_PER_CONNECTION = 240;

    private static final int WARM_ROUNDS = 5;
    private static final int MEASURED_ROUNDS = 5;
    private static final int COUNTED = 125;
    private static final String AUTHORIZATION = "authorize + code exchange";
    private static final Path PEER = Path.of("examples", "spring-peer", "target");
    private static final String PEER_MAIN = "dev.drawbridge.examples.peer.SpringPeer";
    private static final String CLIENT_CREDENTIALS = "grant_type=client_credentials";

    private final ServerProcess host;
    private final Database database;
    private final Scene scene;
    private final List<Scene.Seat> seats;
    private final List<HttpConnection> connections;

    private LoadProgram(ServerProcess host, Database database) throws IOException {
        this.host = host;
        this.database = database;
        this.scene = Scene.provision(host.url());
        this.seats = scene.seats(CONNECTIONS);
        this.connections = connections(host.url());
    }

    /**
     * Measures or counts, and prints.
     *
     * @param arguments none, {@code statements} or {@code few}
     * @throws IOException if a server cannot be started or reached
     */
    public static void main(String[] arguments) throws IOException {
        // Embedded PostgreSQL tells its whole start otherwise.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        boolean count = List.of(arguments).contains("statements");
        try (Database database = Database.start(count);
                ServerProcess host = ServerProcess.start(HostServer.class, variables(database))) {
            if (count) {
                new LoadProgram(host, database).countStatements();
            } else {
                new LoadProgram(host, database).measure(List.of(arguments).contains("few") ? 20 : 1);
            }
        }
    }

    private static Map<String, String> variables(Database database) {
        Map<String, String> variables = new HashMap<>(database.variables());
        variables.put("PORT", "0");
        // Any key does: the database ends with the run.
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        return variables;
    }

    private void measure(int part) throws IOException {
        try (ServerProcess floor = ServerProcess.start(FloorServer.class, Map.of())) {
            List<Work> echoes = new ArrayList<>();
            for (HttpConnection connection : connections(floor.url())) {
                echoes.add(() -> connection.form("/", "", CLIENT_CREDENTIALS).expect(200));
            }
            Processes echo = new Processes(floor.pid(), 0);
            print(
                    "CPU: utime + stime of /proc/<pid>/stat, of the server's JVM (compiler and collector included) and of");
            print(
                    "all of PostgreSQL's processes, in seconds per 1,000 requests. %d connections, %d processors, Java %s.",
                    CONNECTIONS,
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version().feature());
            print(
                    "%-36s %8s %8s %8s %8s %8s   %s",
                    "work", "requests", "per s", "server", "database", "client", "budget");
            Measurement.of(echo, echoes, 3_000 / part);
            row("floor: echo + ES256 signature", Measurement.of(echo, echoes, 2_500 / part), "");
            run(processes(), "client_credentials", clientCredentials(), 2_500 / part, "<= 0.11 in all");
            run(processes(), "refresh_token", refreshes(), 2_500 / part, "<= 0.25 + 0.20");
            run(processes(), AUTHORIZATION, authorizations(), 1_200 / part, "<= 0.45 + 0.35");
            runCalls();
            if (Files.exists(PEER.resolve("class-path"))) {
                measureSpring(part);
            }
            row("floor again", Measurement.of(echo, echoes, 2_500 / part), "");
        }
    }

    private void measureSpring(int part) throws IOException {
        String classPath = PEER.resolve("classes") + File.pathSeparator + Files.readString(PEER.resolve("class-path"));
        try (ServerProcess spring = ServerProcess.start(classPath, PEER_MAIN, database.variables())) {
            SpringScene scene = new SpringScene(spring.url(), CONNECTIONS);
            Processes processes = new Processes(spring.pid(), database.pid());
            run(processes, "Spring: client_credentials", scene.clientCredentials(), 2_500 / part, "");
            run(processes, "Spring: refresh_token", scene.refreshes(), 2_500 / part, "");
            run(processes, "Spring: " + AUTHORIZATION, scene.authorizations(), 1_200 / part, "");
        }
    }

    /** Lets the same work warm up first: what is measured is a server that has compiled its code. */
    private static void run(Processes processes, String name, List<Work> clients, int times, String budget) {
        Measurement.of(processes, clients, times);
        row(name, Measurement.of(processes, clients, times), budget);
    }

    private void runCalls() throws IOException {
        for (int i = 0; i < WARM_ROUNDS; i++) {
            Measurement.of(processes(), calls(), CALLS_PER_CONNECTION);
        }
        Measurement all = Measurement.of(processes(), calls(), CALLS_PER_CONNECTION);
        for (int i = 1; i < MEASURED_ROUNDS; i++) {
            all = all.plus(Measurement.of(processes(), calls(), CALLS_PER_CONNECTION));
        }
        row("guarded API call", all, "none yet");
    }

    private void countStatements() throws IOException {
        count("client_credentials", clientCredentials());
        count("refresh_token", refreshes());
        count(AUTHORIZATION, authorizations());
        count("guarded API call", calls());
    }

    private void count(String name, List<Work> clients) {
        Measurement.of(processes(), clients, COUNTED);
        database.forgetStatements();
        long requests = Measurement.of(processes(), clients, COUNTED - 25).requests();
        print("%n%s: statements per request", name);
        database.statements().stream()
                .filter(executed -> executed.calls() * 20 >= requests)
                .forEach(executed -> print("%7.2f  %s", (double) executed.calls() / requests, executed.sql()));
    }

    private Processes processes() {
        return new Processes(host.pid(), database.pid());
    }

    private List<Work> clientCredentials() {
        List<Work> clients = new ArrayList<>();
        for (HttpConnection connection : connections) {
            clients.add(() -> connection
                    .form("/oauth/token", scene.machine().authorization(), CLIENT_CREDENTIALS)
                    .expect(200));
        }
        return clients;
    }

    private List<Work> refreshes() throws IOException {
        List<Work> clients = new ArrayList<>();
        for (Scene.Seat seat : seats) {
            String[] refreshToken = {seat.authorizeAndRedeem().text("refresh_token")};
            clients.add(() -> refreshToken[0] = seat.user()
                    .connection()
                    .form(
                            "/oauth/token",
                            seat.app().authorization(),
                            "grant_type=refresh_token&refresh_token=" + refreshToken[0])
                    .expect(200)
                    .text("refresh_token"));
        }
        return clients;
    }

    private List<Work> authorizations() {
        List<Work> clients = new ArrayList<>();
        seats.forEach(seat -> clients.add(seat::authorizeAndRedeem));
        return clients;
    }

    /** A new hour, a token that lives in it, and a client per connection. */
    private List<Work> calls() throws IOException {
        HttpConnection first = connections.get(0);
        first.send("POST", "/dev/clock", "Content-Type: application/json\r\n", "{\"advance\":\"PT1H\"}")
                .expect(200);
        String token = first.form("/oauth/token", scene.machine().authorization(), CLIENT_CREDENTIALS)
                .expect(200)
                .text("access_token");
        String authorization = "Authorization: Bearer " + token + "\r\n";
        List<Work> clients = new ArrayList<>();
        for (HttpConnection connection : connections) {
            clients.add(() ->
                    connection.send("GET", "/api/v1/leads", authorization, "").expect(200));
        }
        return clients;
    }

    private static List<HttpConnection> connections(URI server) throws IOException {
        List<HttpConnection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(HttpConnection.open(server));
        }
        return connections;
    }

    private static void row(String name, Measurement measured, String budget) {
        print(
                "%-36s %8d %8.0f %8.3f %8.3f %8.3f   %s",
                name,
                measured.requests(),
                measured.perSecond(),
                measured.perThousand(measured.server()),
                measured.perThousand(measured.database()),
                measured.perThousand(measured.client()),
                budget);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
