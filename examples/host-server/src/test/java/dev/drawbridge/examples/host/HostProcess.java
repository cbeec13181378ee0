package dev.drawbridge.examples.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The host as a process of its own, so that it can be killed. */
final class HostProcess implements AutoCloseable {

    private static final String READY = "Ready: ";

    private final Process process;
    private final URI url;
    private final StringBuffer output;

    private HostProcess(Process process, URI url, StringBuffer output) {
        this.process = process;
        this.url = url;
        this.output = output;
    }

    /** Starts it and waits until it is ready. */
    static HostProcess start(Map<String, String> variables) {
        try {
            Process process = command(variables).start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            StringBuffer all = new StringBuffer();
            String line = output.readLine();
            while (line != null && !line.startsWith(READY)) {
                all.append(line).append('\n');
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("The host did not start:\n" + all);
            }
            drain(output, all);
            return new HostProcess(process, URI.create(line.substring(READY.length())), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command, for tests of a start that fails. */
    static ProcessBuilder command(Map<String, String> variables) {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HostServer.class.getName());
        command.environment().putAll(variables);
        return command.redirectErrorStream(true);
    }

    URI url() {
        return url;
    }

    /** What it has written so far: its log. */
    String output() {
        return output.toString();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    // Whoever does not read lets the process block once the pipe is full.
    private static void drain(BufferedReader output, StringBuffer all) {
        Thread reader = new Thread(() -> read(output, all), "host-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(BufferedReader output, StringBuffer all) {
        try {
            output.lines().forEach(line -> all.append(line).append('\n'));
        } catch (UncheckedIOException e) {
            // The process was killed; what it wrote is kept.
            all.append("[end]\n");
        }
    }
}
