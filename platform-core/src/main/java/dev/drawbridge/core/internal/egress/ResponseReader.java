package dev.drawbridge.core.internal.egress;

import dev.drawbridge.core.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes from responses what is wanted, and no more than the limits say. */
final class ResponseReader {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseReader.class);
    private static final int FIELD_OVERHEAD = 4;
    private static final int BLOCK = 4 * 1024;

    private ResponseReader() {}

    /** The beginning of a body, and whether everything of it was read. */
    record Body(String text, boolean complete) {}

    /**
     * Reads the beginning of the body, and then up to {@code drain} bytes more for their end. What breaks after the status
     * line does not change what the receiver said.
     */
    static Body body(@Nullable HttpEntity entity, int wanted, int drain) {
        byte[] kept = new byte[wanted];
        int length = 0;
        boolean complete = false;
        try {
            // Never closed here: closing reads the rest.
            InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
            int read = 0;
            while (read >= 0 && length < kept.length) {
                length += read;
                read = body.read(kept, length, kept.length - length);
            }
            complete = read < 0 || endsWithin(body, drain);
        } catch (IOException e) {
            LOG.debug("The body of a response was cut off: {}", e.toString());
        }
        return new Body(printable(kept, length), complete);
    }

    private static boolean endsWithin(InputStream body, int most) throws IOException {
        byte[] unwanted = new byte[Math.min(most, BLOCK)];
        int left = most;
        int read = 0;
        while (read >= 0 && left > 0) {
            read = body.read(unwanted, 0, Math.min(left, unwanted.length));
            left -= read;
        }
        return read < 0;
    }

    static EgressDocument document(ClassicHttpResponse response, EgressLimits caps) throws IOException {
        EgressFile file = file(response, caps);
        EgressFailure failure = file.failure();
        if (failure != null) {
            return EgressDocument.failed(failure);
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(file.content()))
                .toString();
        return new EgressDocument(file.status(), file.headers(), text, null);
    }

    static EgressFile file(ClassicHttpResponse response, EgressLimits caps) throws IOException {
        Headers headers = headers(response);
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(caps.snippetBytes() + 1);
        return size(headers) > caps.headerBytes() || body.length > caps.snippetBytes()
                ? EgressFile.failed(EgressFailure.RESPONSE_TOO_LARGE)
                : new EgressFile(response.getCode(), headers, body, null);
    }

    static Headers headers(ClassicHttpResponse response) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            fields.computeIfAbsent(header.getName(), unused -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        return Headers.of(fields);
    }

    static int size(Headers headers) {
        int size = 0;
        for (Map.Entry<String, List<String>> field : headers.asMap().entrySet()) {
            for (String value : field.getValue()) {
                size += field.getKey().length() + value.length() + FIELD_OVERHEAD;
            }
        }
        return size;
    }

    private static String printable(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        StringBuilder printable = new StringBuilder(text.length());
        text.chars()
                .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c)
                .forEach(c -> printable.append((char) c));
        return printable.toString();
    }
}
