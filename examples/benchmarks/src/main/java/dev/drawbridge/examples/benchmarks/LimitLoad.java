package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.examples.benchmarks.Measurement.Processes;
import dev.drawbridge.examples.benchmarks.Measurement.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import redis.embedded.RedisServer;

/**
 * Measures a guarded call with each limiter: none, Drawbridge's on PostgreSQL and on Redis, and bucket4j's on both. Every
 * limiter has a node, a JVM of its own, with a database of its own on one PostgreSQL. Medians of five rounds; in each round all
 * nodes have their turn, so that what else the machine does falls on all of them.
 *
 * <p>With the argument {@code statements} it counts what PostgreSQL executes for 1,000 calls instead; with {@code few} it sends
 * few calls, to see that the program works.
 */
public final class LimitLoad {

    private static final int ROUNDS = 5;
    private static final int WARM_CALLS = 8_000;
    private static final int WARM_CONNECTIONS = 8;
    private static final List<Integer> KEYS = List.of(1, 10_000);
    private static final List<Integer> CONNECTIONS = List.of(1, 8, 64);
    private static final int MOST_CONNECTIONS = 64;

    /** Calls of one client in a round, so that a round has enough for the clock of the CPU. */
    private static final Map<Integer, Integer> CALLS = Map.of(1, 800, 8, 300, 64, 60);

    private final Database database;
    private final Redis redis;
    private final int part;

    private LimitLoad(Database database, Redis redis, int part) {
        this.database = database;
        this.redis = redis;
        this.part = part;
    }

    /**
     * Measures or counts, and prints.
     *
     * @param arguments none, {@code statements} or {@code few}
     * @throws IOException if a server cannot be started or reached
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        boolean count = List.of(arguments).contains("statements");
        try (Database database = Database.start(count);
                Redis redis = Redis.start()) {
            LimitLoad load = new LimitLoad(database, redis, List.of(arguments).contains("few") ? 20 : 1);
            print("CPU in ms a call; stores: PostgreSQL and Redis together. %d processors.", processors());
            print(
                    "%-24s %6s %11s %8s %8s %8s %8s",
                    "limiter", "keys", "connections", "calls/s", "node", "stores", count ? "stmts/1k" : "in all");
            for (int keys : KEYS) {
                load.run(keys, count);
            }
        }
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private void run(int keys, boolean count) throws IOException {
        Map<LimiterKind, Node> nodes = new EnumMap<>(LimiterKind.class);
        try {
            for (LimiterKind kind : LimiterKind.values()) {
                Node node = Node.start(kind, keys, database, redis);
                nodes.put(kind, node);
                node.measure(WARM_CONNECTIONS, WARM_CALLS / WARM_CONNECTIONS / part, redis);
            }
            for (int connections : CONNECTIONS) {
                int calls =
                        Math.max(1, Optional.ofNullable(CALLS.get(connections)).orElseThrow() / part);
                if (count) {
                    nodes.forEach((kind, node) -> counted(kind, keys, connections, node, calls));
                } else {
                    measured(nodes, keys, connections, calls);
                }
            }
        } finally {
            for (Node node : nodes.values()) {
                node.close();
            }
        }
    }

    private void measured(Map<LimiterKind, Node> nodes, int keys, int connections, int calls) {
        Map<LimiterKind, List<Measurement>> rounds = new EnumMap<>(LimiterKind.class);
        for (int i = 0; i < ROUNDS; i++) {
            nodes.forEach((kind, node) -> rounds.computeIfAbsent(kind, none -> new ArrayList<>())
                    .add(node.measure(connections, calls, redis)));
        }
        rounds.forEach((kind, all) -> {
            double server = median(all, each -> each.perThousand(each.server()));
            double stores = median(all, each -> each.perThousand(each.database()));
            double perSecond = median(all, Measurement::perSecond);
            print(
                    "%-24s %6d %11d %8.0f %8.3f %8.3f %8.3f",
                    kind.text(), keys, connections, perSecond, server, stores, server + stores);
        });
    }

    private void counted(LimiterKind kind, int keys, int connections, Node node, int calls) {
        database.forgetStatements();
        Measurement all = node.measure(connections, calls, redis);
        long statements = database.statements().stream()
                .mapToLong(Database.Executed::calls)
                .sum();
        print(
                "%-24s %6d %11d %8.0f %8s %8s %8.0f",
                kind.text(), keys, connections, all.perSecond(), "", "", statements * 1_000.0 / all.requests());
    }

    private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
        return rounds.stream()
                .map(each -> figure.applyAsDouble(each))
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(rounds.size() / 2);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** A node and its clients. */
    private record Node(ServerProcess process, Database database, String authorization, List<HttpConnection> clients)
            implements AutoCloseable {

        static Node start(LimiterKind kind, int keys, Database database, Redis redis) throws IOException {
            String name = ("limit_" + kind + "_" + keys).toLowerCase(Locale.ROOT);
            Map<String, String> variables = new HashMap<>(database.create(name));
            variables.put(LimitNode.LIMITER, kind.name());
            variables.put(LimitNode.KEYS, String.valueOf(keys));
            variables.put(LimitNode.REDIS, redis.url());
            ServerProcess process = ServerProcess.start(LimitNode.class, variables);
            List<HttpConnection> clients = new ArrayList<>();
            for (int i = 0; i < MOST_CONNECTIONS; i++) {
                clients.add(HttpConnection.open(process.url()));
            }
            String token = clients.get(0)
                    .send("GET", LimitNode.TOKEN, "", "")
                    .expect(200)
                    .text("access_token");
            return new Node(process, database, "Authorization: Bearer " + token + "\r\n", clients);
        }

        Measurement measure(int connections, int calls, Redis redis) {
            List<Work> work = new ArrayList<>();
            for (HttpConnection client : clients.subList(0, connections)) {
                work.add(() ->
                        client.send("GET", LimitNode.CALL, authorization, "").expect(200));
            }
            double before = CpuTime.seconds(redis.pid());
            Measurement measured = Measurement.of(new Processes(process.pid(), database.pid()), work, calls);
            return measured.withStore(CpuTime.seconds(redis.pid()) - before);
        }

        @Override
        public void close() throws IOException {
            for (HttpConnection client : clients) {
                client.close();
            }
            process.close();
        }
    }

    /** A real Redis that keeps nothing on disk. */
    private record Redis(RedisServer server, int port, long pid) implements AutoCloseable {

        static Redis start() throws IOException {
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            long pid = ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").contains("redis"))
                    .findFirst()
                    .orElseThrow()
                    .pid();
            return new Redis(server, port, pid);
        }

        String url() {
            return "redis://127.0.0.1:" + port;
        }

        @Override
        public void close() throws IOException {
            server.stop();
        }
    }
}
