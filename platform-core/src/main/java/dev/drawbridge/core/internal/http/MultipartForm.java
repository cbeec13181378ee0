package dev.drawbridge.core.internal.http;

import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form with files, as browsers send it (RFC 7578). Nothing of it is decoded but names and values in UTF-8; other parts than
 * those of browsers, and more than {@value #MAX_PARTS}, are refused. Immutable.
 */
public final class MultipartForm {

    /** The media type. */
    public static final String MEDIA_TYPE = "multipart/form-data";

    private static final int MAX_PARTS = 20;
    private static final int MAX_HEAD = 2_000;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"\\r\\n]{1,70})\"|([^;\\s\"]{1,70}))");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"([^\"\\r\\n]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i);\\s*filename\\*?=");
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final List<Part> parts;

    private MultipartForm(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** What a field has: a value, or the content of a file. */
    private record Part(String name, boolean file, byte[] content) {}

    /**
     * Reads the body of a request.
     *
     * @param request a form with files
     * @return its fields
     * @throws ProblemException 415 for another content type, 400 {@code malformed_form}
     */
    public static MultipartForm read(Request request) {
        if (!request.hasMediaType(MEDIA_TYPE)) {
            throw ProblemException.of(415, "unsupported_media_type", "Send the form as " + MEDIA_TYPE + ".");
        }
        Matcher boundary = BOUNDARY.matcher(request.header("Content-Type").orElse(""));
        if (!boundary.find()) {
            throw malformed();
        }
        String mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        return new MultipartForm(parts(request.body(), mark));
    }

    private static List<Part> parts(byte[] body, String boundary) {
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        // The first delimiter has no line end before it.
        byte[] first = Arrays.copyOfRange(delimiter, 2, delimiter.length);
        int at = startsWith(body, first, 0) ? first.length : -1;
        while (at >= 0 && !startsWith(body, new byte[] {'-', '-'}, at)) {
            int head = startsWith(body, new byte[] {'\r', '\n'}, at) ? at + 2 : -1;
            int headEnd = head < 0 ? -1 : indexOf(body, HEAD_END, head, head + MAX_HEAD);
            int content = headEnd + HEAD_END.length;
            int end = headEnd < 0 ? -1 : indexOf(body, delimiter, content, body.length);
            if (end < 0 || parts.size() == MAX_PARTS) {
                throw malformed();
            }
            parts.add(part(
                    new String(body, head, headEnd - head, StandardCharsets.UTF_8),
                    Arrays.copyOfRange(body, content, end)));
            at = end + delimiter.length;
        }
        if (at < 0) {
            throw malformed();
        }
        return parts;
    }

    private static Part part(String head, byte[] content) {
        String disposition = head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Disposition: form-data", 0, 30))
                .findFirst()
                .orElseThrow(MultipartForm::malformed);
        Matcher name = NAME.matcher(disposition);
        if (!name.find()) {
            throw malformed();
        }
        return new Part(name.group(1), FILE_NAME.matcher(disposition).find(), content);
    }

    private static boolean startsWith(byte[] body, byte[] wanted, int at) {
        return at + wanted.length <= body.length
                && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static int indexOf(byte[] body, byte[] wanted, int from, int most) {
        int last = Math.min(body.length, most) - wanted.length;
        for (int i = from; i <= last; i++) {
            if (body[i] == wanted[0] && startsWith(body, wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns the value of a field that is no file.
     *
     * @param name the field
     * @return the first one's value, possibly empty
     */
    public String text(String name) {
        return parts.stream()
                .filter(part -> !part.file() && part.name().equals(name))
                .findFirst()
                .map(part -> new String(part.content(), StandardCharsets.UTF_8))
                .orElse("");
    }

    /**
     * Returns the content of a file.
     *
     * @param name the field
     * @return empty if no file was chosen
     */
    public Optional<byte[]> file(String name) {
        return parts.stream()
                .filter(part -> part.file() && part.name().equals(name) && part.content().length > 0)
                .findFirst()
                .map(part -> part.content().clone());
    }

    private static ProblemException malformed() {
        return ProblemException.of(400, "malformed_form", "The form is malformed.");
    }
}
