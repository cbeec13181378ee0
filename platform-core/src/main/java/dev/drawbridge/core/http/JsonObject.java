package dev.drawbridge.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object that was received. Immutable. A member of the wrong type is a 400 that names it; null counts as absent
 * (ask {@link #has} to tell them apart).
 */
public final class JsonObject {

    private final ObjectNode node;

    JsonObject(ObjectNode node) {
        this.node = node;
    }

    /**
     * Refuses members that are not known.
     *
     * @param known the names that may be here
     * @return this
     * @throws ProblemException 400 {@code unknown_field} that names the first unknown member
     */
    public JsonObject only(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new ProblemException(new Problem(
                        400,
                        "unknown_field",
                        "The body has a field that this call does not know.",
                        List.of(new FieldError(clip(name), "unknown_field", "This field is not known.")),
                        Map.of(),
                        Map.of()));
            }
        });
        return this;
    }

    /**
     * Tells whether a member is here, even as null.
     *
     * @param name the member
     * @return true if it does
     */
    public boolean has(String name) {
        return node.has(name);
    }

    /**
     * Returns a text member.
     *
     * @param name the member
     * @return its value
     * @throws ProblemException 400 {@code wrong_type} if it is no text
     */
    public Optional<String> text(String name) {
        return member(name).map(value -> {
            if (!isText(value)) {
                throw wrongType(name, "a text");
            }
            return value.textValue();
        });
    }

    /**
     * Returns a member that is an array of texts.
     *
     * @param name the member
     * @return its values
     * @throws ProblemException 400 {@code wrong_type} if it is no array of texts
     */
    public Optional<List<String>> texts(String name) {
        return member(name).map(value -> {
            List<String> texts = new ArrayList<>();
            boolean legal = value.isArray();
            for (JsonNode element : value) {
                legal &= isText(element);
                texts.add(element.asText());
            }
            if (!legal) {
                throw wrongType(name, "an array of texts");
            }
            return List.copyOf(texts);
        });
    }

    /**
     * Returns a boolean member.
     *
     * @param name the member
     * @return its value
     * @throws ProblemException 400 {@code wrong_type} if it is no boolean
     */
    public Optional<Boolean> bool(String name) {
        return member(name).map(value -> {
            if (!value.isBoolean()) {
                throw wrongType(name, "true or false");
            }
            return value.booleanValue();
        });
    }

    /**
     * Returns a whole-number member.
     *
     * @param name the member
     * @return its value
     * @throws ProblemException 400 {@code wrong_type} if it is no whole number of 64 bits
     */
    public Optional<Long> number(String name) {
        return member(name).map(value -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw wrongType(name, "a whole number");
            }
            return value.longValue();
        });
    }

    /**
     * Returns a member that is an object.
     *
     * @param name the member
     * @return its value
     * @throws ProblemException 400 {@code wrong_type} if it is no object
     */
    public Optional<JsonObject> object(String name) {
        return member(name).map(value -> {
            if (value instanceof ObjectNode object) {
                return new JsonObject(object);
            }
            throw wrongType(name, "an object");
        });
    }

    /**
     * Returns the whole object as plain Java values.
     *
     * @return maps, lists, texts, numbers and booleans in the order they were sent; members that are null are here as null
     */
    public Map<String, Object> toMap() {
        Map<String, Object> copy = new LinkedHashMap<>();
        node.properties().forEach(entry -> copy.put(entry.getKey(), Json.toJava(entry.getValue())));
        return copy;
    }

    /**
     * Leaves out the members whose value is an empty text, for formats where that means that there is none.
     *
     * @return a copy
     */
    public JsonObject withoutEmptyTexts() {
        ObjectNode copy = node.objectNode();
        node.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (!value.isTextual() || !value.textValue().isEmpty()) {
                copy.set(member.getKey(), value);
            }
        });
        return new JsonObject(copy);
    }

    private Optional<JsonNode> member(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    // Neither NUL nor half a surrogate pair can be stored or sent as UTF-8.
    private static boolean isText(JsonNode value) {
        return value.isTextual()
                && value.textValue().indexOf('\0') < 0
                && value.textValue()
                        .codePoints()
                        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static ProblemException wrongType(String name, String expected) {
        return new ProblemException(new Problem(
                400,
                "wrong_type",
                "A field of the body has the wrong type.",
                List.of(new FieldError(name, "wrong_type", "This field must be " + expected + ".")),
                Map.of(),
                Map.of()));
    }

    private static String clip(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64);
    }
}
