package dev.drawbridge.core.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON (RFC 8259); the only place that sees the JSON library. Thread-safe.
 *
 * <p>Reading is strict: UTF-8, one value, no repeated members, no half surrogate pairs, at most {@value #MAX_DEPTH} levels.
 * Numbers keep every digit. Writing keeps what it was given: members that are null, the order of members, exact decimals;
 * instants are RFC 3339, constants of enums their names.
 */
public final class Json {

    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    /**
     * Writes a value.
     *
     * @param value a map with text keys, list, array, record, text, number, boolean, instant, URI, UUID, enum constant or
     *     null
     * @return its JSON text
     * @throws IllegalArgumentException saying where what JSON cannot say is: NaN, infinity, half a surrogate pair, a key
     *     that is no text, another type, or more levels than anybody needs
     */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = MAPPER.getFactory().createGenerator(text)) {
            new JsonWriter(out).write(value);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "No JSON can be made of "
                            + (value == null ? "null" : value.getClass().getName()),
                    e);
        }
        return text.toString();
    }

    /**
     * Reads one object.
     *
     * @param utf8 its JSON text
     * @return the object
     * @throws ProblemException 400 {@code malformed_json} if it is no JSON object
     */
    public static JsonObject readObject(byte[] utf8) {
        try {
            if (MAPPER.readTree(utf8) instanceof ObjectNode object) {
                requireWellFormed(object);
                return new JsonObject(object);
            }
        } catch (IOException | NumberFormatException e) {
            // The parser's own message echoes the input; the position is enough.
            throw ProblemException.of(400, "malformed_json", "The body is not valid JSON.");
        }
        throw ProblemException.of(400, "malformed_json", "The body must be one JSON object.");
    }

    /**
     * Reads one object where other text is no reason to refuse a request: in a token, or in what another server sent.
     *
     * @param utf8 its JSON text
     * @return the object, or empty if it is no JSON object
     */
    public static Optional<JsonObject> tryReadObject(byte[] utf8) {
        try {
            return Optional.of(readObject(utf8));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads one object.
     *
     * @param text its JSON text
     * @return the object
     * @throws ProblemException 400 {@code malformed_json} if it is no JSON object
     */
    public static JsonObject readObject(String text) {
        return readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads an array of texts that this platform wrote itself.
     *
     * @param text the JSON text
     * @return the texts
     * @throws IllegalArgumentException if it is no array of texts
     */
    public static List<String> readTexts(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isTextual)) {
                throw new IllegalArgumentException("Not an array of texts");
            }
            return node.valueStream().map(JsonNode::textValue).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not an array of texts", e);
        }
    }

    static @Nullable Object toJava(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), toJava(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>(node.size());
            node.forEach(item -> items.add(toJava(item)));
            return items;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isNull() ? null : node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
    }

    private static void requireWellFormed(JsonNode node) {
        if (node.isTextual()) {
            requireWellFormed(node.textValue());
        } else if (node.isObject()) {
            node.fieldNames().forEachRemaining(Json::requireWellFormed);
        }
        node.forEach(Json::requireWellFormed);
    }

    // RFC 8259 §8.2: an escape can spell half a surrogate pair, which no text has.
    private static void requireWellFormed(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw ProblemException.of(400, "malformed_json", "The body has a text with half a surrogate pair.");
        }
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        return mapper;
    }
}
