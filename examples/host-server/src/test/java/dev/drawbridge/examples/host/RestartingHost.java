package dev.drawbridge.examples.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A host that is stopped and started again on one port and one database. Not thread-safe. */
final class RestartingHost implements AutoCloseable {

    private final Map<String, String> variables;
    private HostServer running;

    RestartingHost(Map<String, String> database) {
        variables = new HashMap<>(database);
        variables.putIfAbsent("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        variables.put("PORT", "0");
        running = start();
        // The issuer must not change between two starts, or tokens of the first would be refused by the second.
        variables.put("PORT", String.valueOf(running.url().getPort()));
    }

    HostServer running() {
        return running;
    }

    HostServer restart() {
        running.close();
        running = start();
        return running;
    }

    @Override
    public void close() {
        running.close();
    }

    private HostServer start() {
        try {
            return HostServer.start(variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
