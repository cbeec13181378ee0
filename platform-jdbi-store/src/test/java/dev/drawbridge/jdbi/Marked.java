package dev.drawbridge.jdbi;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Arguments for any verb of a store, with a mark in every text, by which it is found where it must not be. */
final class Marked {

    static final String MARK = "markedvalue";

    private Marked() {}

    /** Arguments for a method, if they can be made. */
    static Optional<Object[]> arguments(Method verb) {
        try {
            Type[] types = verb.getGenericParameterTypes();
            Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                arguments[i] = make(types[i]);
            }
            return Optional.of(arguments);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Object make(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return makeGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        return make((Class<?>) type);
    }

    private static Object makeGeneric(Class<?> raw, Type[] arguments) throws ReflectiveOperationException {
        if (raw == Optional.class) {
            return Optional.of(make(arguments[0]));
        }
        if (raw == Map.class) {
            return Map.of(make(arguments[0]), make(arguments[1]));
        }
        if (raw == Set.class) {
            return Set.of(make(arguments[0]));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return List.of(make(arguments[0]));
        }
        return make(raw);
    }

    private static Object make(Class<?> type) throws ReflectiveOperationException {
        if (type == String.class || type == Object.class) {
            return MARK;
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == byte[].class) {
            return new byte[32];
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == Duration.class) {
            return Duration.ofMinutes(1);
        }
        if (type == LocalDate.class) {
            return LocalDate.EPOCH;
        }
        if (type == URI.class) {
            return URI.create("https://" + MARK + ".example/cb");
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return make(type.getPermittedSubclasses()[0]);
        }
        return byConstructor(type);
    }

    private static Object byConstructor(Class<?> type) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            try {
                Type[] types = constructor.getGenericParameterTypes();
                Object[] arguments = new Object[types.length];
                for (int i = 0; i < types.length; i++) {
                    arguments[i] = make(types[i]);
                }
                constructor.setAccessible(true);
                return constructor.newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                // The next one, or none.
                continue;
            }
        }
        return byFactory(type);
    }

    private static Object byFactory(Class<?> type) throws ReflectiveOperationException {
        Method factory = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> java.lang.reflect.Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == type
                        && method.getParameterCount() <= 1)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type.getName()));
        factory.setAccessible(true);
        return factory.getParameterCount() == 0
                ? factory.invoke(null)
                : factory.invoke(null, make(factory.getGenericParameterTypes()[0]));
    }
}
