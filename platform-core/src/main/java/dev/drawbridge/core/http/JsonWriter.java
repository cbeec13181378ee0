package dev.drawbridge.core.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value as the host handed it over: nulls, the order of members and every digit of a number stay. What JSON
 * cannot say is refused with the place where it is, never altered. One use, one thread.
 */
final class JsonWriter {

    /** The deepest nesting that is written: what was read may be in a list of a member of a message. */
    static final int MAX_DEPTH = 2 * Json.MAX_DEPTH;

    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Method[] accessors = new Method[components.length];
            for (int i = 0; i < components.length; i++) {
                accessors[i] = components[i].getAccessor();
                accessors[i].setAccessible(true);
            }
            return accessors;
        }
    };

    private final JsonGenerator out;
    private final Deque<Object> path = new ArrayDeque<>();

    JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    void write(@Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof CharSequence text) {
            out.writeString(wellFormed(text.toString()));
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(number);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof Iterable<?> items && !(value instanceof java.nio.file.Path)) {
            writeItems(items);
        } else if (value instanceof Record aRecord) {
            writeRecord(aRecord);
        } else {
            writeOther(value);
        }
    }

    private void writeOther(Object value) throws IOException {
        if (value instanceof Enum<?> constant) {
            out.writeString(constant.name());
        } else if (value instanceof Instant || value instanceof URI || value instanceof UUID) {
            out.writeString(wellFormed(value.toString()));
        } else if (value instanceof Character character) {
            out.writeString(wellFormed(character.toString()));
        } else if (value.getClass().isArray() && !(value instanceof byte[])) {
            writeArray(value);
        } else {
            throw refused("there is no JSON form of " + value.getClass().getName());
        }
    }

    private void writeNumber(Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal.toString());
        } else if (number instanceof BigInteger integer) {
            out.writeNumber(integer);
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw refused(number + " is no JSON number");
            }
            // By its own digits: a float that is made a double first gets digits that nobody wrote.
            out.writeNumber(number.toString());
        } else if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            out.writeNumber(number.longValue());
        } else {
            throw refused("there is no JSON form of " + number.getClass().getName());
        }
    }

    private void writeMap(Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw refused("the name of a member must be a text");
            }
            writeMember(name, member.getValue());
        }
        out.writeEndObject();
    }

    private void writeMember(String name, @Nullable Object value) throws IOException {
        enter(name);
        out.writeFieldName(wellFormed(name));
        write(value);
        path.removeLast();
    }

    private void writeItems(Iterable<?> items) throws IOException {
        out.writeStartArray();
        int index = 0;
        for (Object item : items) {
            writeItem(index++, item);
        }
        out.writeEndArray();
    }

    private void writeArray(Object array) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < Array.getLength(array); i++) {
            writeItem(i, Array.get(array, i));
        }
        out.writeEndArray();
    }

    private void writeItem(int index, @Nullable Object item) throws IOException {
        enter(index);
        write(item);
        path.removeLast();
    }

    private void writeRecord(Record value) throws IOException {
        out.writeStartObject();
        for (Method accessor : ACCESSORS.get(value.getClass())) {
            try {
                writeMember(accessor.getName(), accessor.invoke(value));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(
                        value.getClass().getName() + " does not give its " + accessor.getName(), e);
            }
        }
        out.writeEndObject();
    }

    private void enter(Object step) {
        if (path.size() >= MAX_DEPTH) {
            throw refused("it is nested more than " + MAX_DEPTH + " levels deep, or contains itself");
        }
        path.addLast(step);
    }

    // RFC 8259 §8.2: half a surrogate pair is no character, and as UTF-8 it would become a question mark.
    private String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw refused("the text has half a surrogate pair");
            }
        }
        return text;
    }

    private IllegalArgumentException refused(String reason) {
        StringBuilder where = new StringBuilder();
        path.stream().limit(8).forEach(step -> where.append('/').append(step));
        return new IllegalArgumentException(
                "No JSON can be made of this: " + (where.length() == 0 ? "" : "at " + where + " ") + reason + ".");
    }
}
