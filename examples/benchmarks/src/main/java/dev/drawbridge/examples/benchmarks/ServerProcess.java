package dev.drawbridge.examples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A server in a JVM of its own, so that its CPU time is its own. */
final class ServerProcess implements AutoCloseable {

    /** What a server prints before its URL once it serves. */
    static final String READY = "Ready: ";

    private final Process process;
    private final URI url;

    private ServerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts a main class and waits until it is ready. */
    static ServerProcess start(Class<?> main, Map<String, String> variables) throws IOException {
        return start(System.getProperty("java.class.path"), main.getName(), variables);
    }

    /** Starts a main class on a class path of its own and waits until it is ready. */
    static ServerProcess start(String classPath, String main, Map<String, String> variables) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, main);
        command.environment().putAll(variables);
        Process process = command.redirectErrorStream(true).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.startsWith(READY)) {
            all.append(line).append('\n');
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(main + " did not start:\n" + all);
        }
        drain(output);
        return new ServerProcess(process, URI.create(line.substring(READY.length())));
    }

    URI url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }

    // Whoever does not read lets the process block once the pipe is full.
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // The process has ended, and its output with it.
                    }
                },
                "server-output");
        reader.setDaemon(true);
        reader.start();
    }
}
