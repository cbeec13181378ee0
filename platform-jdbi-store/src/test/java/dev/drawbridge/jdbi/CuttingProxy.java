package dev.drawbridge.jdbi;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server on loopback, and cuts the connection when the server has done something and says so: the
 * client never learns the outcome.
 */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int port;
    private final ExecutorService pumps = Executors.newCachedThreadPool();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private volatile @Nullable String trigger;
    private volatile @Nullable Socket cut;

    CuttingProxy(int port) throws IOException {
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        pumps.execute(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts once: instead of the response to the first message that contains the text. */
    void cutAfter(String text) {
        trigger = text;
    }

    private void listen() {
        try {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(client);
                open.add(server);
                pumps.execute(() -> pump(client, server, true));
                pumps.execute(() -> pump(server, client, false));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void pump(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[65_536];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (request) {
                    watch(new String(buffer, 0, read, StandardCharsets.ISO_8859_1), to);
                } else if (from.equals(cut)) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // One side ended, and so does the other.
        }
    }

    private void watch(String message, Socket server) {
        String text = trigger;
        if (text != null && message.contains(text)) {
            trigger = null;
            cut = server;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Closeable socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pumps.shutdownNow();
        }
    }
}
