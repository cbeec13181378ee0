package dev.drawbridge.testkit.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on loopback, as a process of its own, so that it can be killed. Not thread-safe. */
final class RedisProcess implements AutoCloseable {

    /** A cluster's nodes talk to each other on the port that lies so far above. */
    private static final int BUS = 10_000;

    private static final int MOST_PORT = 65_535;
    private static final int TRIES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;
    private final List<String> command;
    private final Path folder;
    private Process process;

    private RedisProcess(int port, List<String> command, Path folder) {
        this.port = port;
        this.command = command;
        this.folder = folder;
        this.process = launch();
    }

    /**
     * Starts a server on a free port that keeps nothing on disk, unless the settings say otherwise.
     *
     * @param settings as on Redis's command line
     */
    static RedisProcess start(String... settings) {
        try {
            Path folder = Files.createTempDirectory("redis");
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(
                    Executable.FILE.getPath(),
                    "--port",
                    String.valueOf(port),
                    "--bind",
                    "127.0.0.1",
                    "--dir",
                    folder.toString(),
                    "--save",
                    ""));
            command.addAll(List.of(settings));
            return new RedisProcess(port, command, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Sends commands of an administrator. */
    <T> T tell(Function<Jedis, T> commands) {
        try (Jedis connection = new Jedis("127.0.0.1", port)) {
            return commands.apply(connection);
        }
    }

    /** Asks until something is so; each question is a round trip, so nobody needs to pause between them. */
    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not come about in " + PATIENCE + ": " + what);
            }
            Thread.onSpinWait();
        }
    }

    /** kill -9. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again, on the same port and folder. */
    void restart() {
        kill();
        process = launch();
    }

    @Override
    public void close() {
        kill();
        File[] files = folder.toFile().listFiles();
        for (File file : files == null ? new File[0] : files) {
            file.delete();
        }
        folder.toFile().delete();
    }

    private Process launch() {
        try {
            Process started =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder all = new StringBuilder();
            String line = output.readLine();
            while (line != null && !line.contains("eady to accept connections")) {
                all.append(line).append('\n');
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("Redis did not start:\n" + all);
            }
            drain(output);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Whoever does not read lets the process block once the pipe is full.
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        output.lines().forEach(line -> {});
                    } catch (UncheckedIOException e) {
                        // The process was killed.
                    }
                },
                "redis-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static int freePort() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = socket.getLocalPort();
                if (port + BUS <= MOST_PORT && isFree(port + BUS)) {
                    return port;
                }
            }
        }
        throw new IllegalStateException("No port is free together with the one " + BUS + " above");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Unpacked once. */
    private static final class Executable {

        static final File FILE = unpack();

        private static File unpack() {
            try {
                return ExecutableProvider.newJarResourceProvider().get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
