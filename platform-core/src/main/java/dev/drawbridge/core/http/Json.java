package dev.drawbridge.core.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Reads and writes JSON (RFC 8259); the only place that sees the JSON library. Thread-safe.
 *
 * <p>Reading is strict: UTF-8, one value, no repeated members, at most {@value #MAX_DEPTH} levels. Writing leaves out
 * members that are null and writes instants as RFC 3339.
 */
public final class Json {

    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    /**
     * Writes a value.
     *
     * @param value a map, list, record or scalar
     * @return its JSON text
     * @throws IllegalArgumentException if the value is of a type that has no JSON form
     */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "No JSON form of " + value.getClass().getName(), e);
        }
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
                return new JsonObject(object);
            }
        } catch (IOException e) {
            // The parser's own message echoes the input; the position is enough.
            throw ProblemException.of(400, "malformed_json", "The body is not valid JSON.");
        }
        throw ProblemException.of(400, "malformed_json", "The body must be one JSON object.");
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

    static Object toJava(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }

    private static JsonMapper mapper() {
        SimpleModule instants = new SimpleModule().addSerializer(new InstantSerializer());
        JsonMapper mapper = JsonMapper.builder()
                .addModule(instants)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        return mapper;
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.toString());
        }
    }
}
