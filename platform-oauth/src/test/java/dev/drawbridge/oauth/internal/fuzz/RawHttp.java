package dev.drawbridge.oauth.internal.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An HTTP client that sends whatever bytes it is told to, from any loopback address, and reads responses strictly. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /**
     * A request before it is bytes.
     *
     * @param method the method
     * @param target path and query
     * @param headers whole lines, {@code Name: value}
     * @param body Latin-1, one character per byte
     */
    record Call(String method, String target, List<String> headers, String body) {

        byte[] bytes() {
            StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
            headers.forEach(header -> text.append(header).append("\r\n"));
            if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
                text.append("Host: 127.0.0.1\r\n");
            }
            text.append("Content-Length: ").append(body.length()).append("\r\n\r\n");
            return text.append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * A response.
     *
     * @param status its status
     * @param headers names in lower case, values as they came
     * @param body Latin-1, one character per byte
     */
    record Reply(int status, List<Field> headers, String body) {

        Optional<String> header(String name) {
            return headers.stream()
                    .filter(field -> field.name().equals(name))
                    .map(Field::value)
                    .findFirst();
        }

        boolean hasType(String mediaType) {
            return header("content-type").orElse("").startsWith(mediaType);
        }
    }

    record Field(String name, String value) {}

    Reply send(Call call, String from) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.getOutputStream().write(call.bytes());
            socket.getOutputStream().flush();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return read(all.toString(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(call.toString(), e);
        }
    }

    private static Reply read(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("No response: " + text);
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        List<Field> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                throw new AssertionError("Not a header field: " + lines[i]);
            }
            headers.add(new Field(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip()));
        }
        return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
    }
}
