package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.spi.site.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The model of a template as a host sees it: its record, and records in it, as maps. */
record ModelView(Object model, Messages messages, Supplier<Html> rendering) implements View {

    @Override
    public Map<String, Object> values() {
        return model instanceof Record values ? map(values) : Map.of("model", value(model));
    }

    @Override
    public String text(String key, Object... arguments) {
        return messages.of(key, arguments);
    }

    @Override
    public Html standard() {
        return rendering.get();
    }

    private static Map<String, Object> map(Record values) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            Object value = read(component.getAccessor(), values);
            if (value != null) {
                map.put(component.getName(), value(value));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private static Object value(Object value) {
        if (value instanceof Record inner && inner.getClass().getPackageName().contains(".internal.")) {
            return map(inner);
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(ModelView::value).toList();
        }
        if (value instanceof Optional<?> perhaps) {
            return perhaps.map(ModelView::value);
        }
        return value;
    }

    private static Object read(Method accessor, Record values) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(values);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("A template's model cannot be read: " + accessor, e);
        }
    }
}
