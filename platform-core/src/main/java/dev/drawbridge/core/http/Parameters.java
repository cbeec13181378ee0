package dev.drawbridge.core.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parameters of a query or an {@code application/x-www-form-urlencoded} body. Names and values are case-sensitive, an
 * empty value counts as omitted (RFC 6749 §3.1). Immutable.
 */
public final class Parameters {

    /** The most parameters one request may have. */
    public static final int MAX_COUNT = 200;

    private final Map<String, List<String>> byName;

    private Parameters(Map<String, List<String>> byName) {
        this.byName = byName;
    }

    /**
     * Reads the encoded form.
     *
     * @param encoded {@code a=b&c=d}, possibly empty
     * @return the parameters
     * @throws ProblemException 400 {@code malformed_parameters} for invalid percent-encoding, invalid UTF-8, NUL bytes or
     *     more than {@value #MAX_COUNT} parameters
     */
    public static Parameters parse(String encoded) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        if (encoded.isEmpty()) {
            return new Parameters(byName);
        }
        String[] pairs = encoded.split("&", MAX_COUNT + 1);
        if (pairs.length > MAX_COUNT) {
            throw malformed("There are more than " + MAX_COUNT + " parameters.");
        }
        for (String pair : pairs) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        }
        return new Parameters(byName);
    }

    /**
     * Reads the encoded form where other text is no reason to refuse a request.
     *
     * @param encoded {@code a=b&c=d}, possibly empty
     * @return the parameters, or empty if the text is malformed
     */
    public static Optional<Parameters> tryParse(String encoded) {
        try {
            return Optional.of(parse(encoded));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the first value that is not empty.
     *
     * @param name the parameter
     * @return its value
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * Returns the first value as typed, or the empty text.
     *
     * @param name the parameter
     * @return its value, possibly empty
     */
    public String text(String name) {
        return first(name).orElse("");
    }

    /**
     * Returns all values that are not empty.
     *
     * @param name the parameter
     * @return the values in order
     */
    public List<String> all(String name) {
        return byName.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /**
     * Tells whether a parameter was sent at all, even empty.
     *
     * @param name the parameter
     * @return true if it was
     */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * Tells how often a parameter was sent, even empty.
     *
     * @param name the parameter
     * @return 0 if it was not
     */
    public int count(String name) {
        return byName.getOrDefault(name, List.of()).size();
    }

    /**
     * Finds a parameter that was sent more than once although it may not be.
     *
     * @param repeatable names that may be repeated
     * @return the first offender
     */
    public Optional<String> repeated(Set<String> repeatable) {
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1 && !repeatable.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Returns the names that were sent.
     *
     * @return the names in order
     */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** Percent-decodes one name or value; {@code +} is a space. */
    static String decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        int i = 0;
        while (i < encoded.length()) {
            int c = encoded.codePointAt(i);
            i += Character.charCount(c);
            if (c == '+') {
                bytes.write(' ');
            } else if (c == '%') {
                bytes.write((hex(encoded, i) << 4) | hex(encoded, i + 1));
                i += 2;
            } else {
                // A raw character outside ASCII is taken as its UTF-8 bytes, as browsers once sent it.
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int hex(String text, int at) {
        char c = at < text.length() ? text.charAt(at) : 0;
        int digit = Character.digit(c, 16);
        // Character.digit knows the digits of all scripts.
        if (digit < 0 || c > 'f') {
            throw malformed("A percent sign is not followed by two hexadecimal digits.");
        }
        return digit;
    }

    static String utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw malformed("A parameter has a NUL character.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw malformed("A parameter is not UTF-8.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(400, "malformed_parameters", detail));
    }
}
