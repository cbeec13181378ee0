package dev.drawbridge.examples.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One kept connection to a server. It understands only what the servers here send, so that the generator takes little of the
 * CPU that it shares with them. Not thread-safe.
 */
final class HttpConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int BUFFER = 16 * 1024;

    /** The JDK's server closes what was idle for 30 s. */
    private static final long MOST_IDLE_NANOS = 10_000_000_000L;

    private final URI server;
    private Socket socket;
    private InputStream input;
    private long lastUse;

    private HttpConnection(URI server) throws IOException {
        this.server = server;
        this.socket = connect(server);
        this.input = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.lastUse = System.nanoTime();
    }

    /** A response; the head is the status line and the header fields. */
    record Reply(int status, String head, String body) {

        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        /** Returns this if it has the status. */
        Reply expect(int expected) {
            if (status != expected) {
                throw new IllegalStateException("Expected " + expected + " and got:\n" + head + "\n" + body);
            }
            return this;
        }

        /** Returns a member of a JSON body that is a text without escapes. */
        String text(String member) {
            String start = '"' + member + "\":\"";
            int from = body.indexOf(start);
            if (from < 0) {
                throw new IllegalStateException("There is no " + member + " in:\n" + head + "\n" + body);
            }
            from += start.length();
            return body.substring(from, body.indexOf('"', from));
        }
    }

    static HttpConnection open(URI server) throws IOException {
        return new HttpConnection(server);
    }

    private static Socket connect(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private void renewIfIdle() throws IOException {
        long now = System.nanoTime();
        if (now - lastUse > MOST_IDLE_NANOS) {
            socket.close();
            socket = connect(server);
            input = new BufferedInputStream(socket.getInputStream(), BUFFER);
        }
        lastUse = now;
    }

    /** Sends a request and reads its response; each header field ends with a line break. */
    Reply send(String method, String target, String headers, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + target + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headers
                + (content.length == 0 && method.equals("GET") ? "" : "Content-Length: " + content.length + "\r\n")
                + "\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[headBytes.length + content.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(content, 0, request, headBytes.length, content.length);
        renewIfIdle();
        socket.getOutputStream().write(request);
        return read();
    }

    /** Sends a form with more header fields. */
    Reply form(String target, String headers, String form) throws IOException {
        return send("POST", target, "Content-Type: application/x-www-form-urlencoded\r\n" + headers, form);
    }

    private Reply read() throws IOException {
        String statusLine = line();
        StringBuilder head = new StringBuilder(512).append(statusLine).append('\n');
        int length = 0;
        boolean chunked = false;
        for (String field = line(); !field.isEmpty(); field = line()) {
            head.append(field).append('\n');
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        }
        String body = chunked ? chunks() : new String(exactly(length), StandardCharsets.UTF_8);
        return new Reply(Integer.parseInt(statusLine.substring(9, 12)), head.toString(), body);
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        int size = Integer.parseInt(line(), 16);
        while (size > 0) {
            body.append(new String(exactly(size), StandardCharsets.UTF_8));
            line();
            size = Integer.parseInt(line(), 16);
        }
        line();
        return body.toString();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The server closed the connection within a response");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        int next = input.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException("The server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
            next = input.read();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
