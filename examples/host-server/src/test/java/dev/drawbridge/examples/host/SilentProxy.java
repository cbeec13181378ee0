package dev.drawbridge.examples.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sits between the host and its database; connections that it silenced stay open and say nothing any more. */
final class SilentProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();

    SilentProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on the connections that exist carry nothing; new ones do. Returns how many were silenced. */
    int silenceExisting() {
        lines.forEach(line -> line.silent = true);
        return lines.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Line line : lines) {
            line.close();
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket host = server.accept();
                Line line = new Line(host, new Socket(InetAddress.getLoopbackAddress(), target));
                lines.add(line);
                daemon(() -> line.pump(line.host, line.database));
                daemon(() -> line.pump(line.database, line.host));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            lines.forEach(line -> line.silent = true);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private final class Line {

        private final Socket host;
        private final Socket database;
        private volatile boolean silent;

        Line(Socket host, Socket database) {
            this.host = host;
            this.database = database;
        }

        void pump(Socket from, Socket to) {
            byte[] bytes = new byte[8 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (!silent) {
                        out.write(bytes, 0, read);
                    }
                }
                close();
            } catch (IOException e) {
                lines.remove(this);
            }
        }

        void close() throws IOException {
            lines.remove(this);
            host.close();
            database.close();
        }
    }
}
