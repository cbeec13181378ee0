package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/**
 * The templates of one package, compiled when its module was built, and the messages that they print. Thread-safe.
 *
 * <p>A template declares {@code @param <ModelType> model} and, if it prints text, {@code @param
 * dev.drawbridge.core.internal.html.Messages text}. It is compiled into the package of its model, so models stay
 * package-private. What a template prints is escaped for its place.
 */
public final class Templates {

    private static final String SUFFIX = ".jte";

    private final TemplateEngine engine;
    private final Messages messages;

    private Templates(TemplateEngine engine, Messages messages) {
        this.engine = engine;
        this.messages = messages;
    }

    /**
     * Opens the templates and messages of a package.
     *
     * @param room a class of the package
     * @return the templates
     */
    public static Templates of(Class<?> room) {
        TemplateEngine engine =
                TemplateEngine.createPrecompiled(null, ContentType.Html, room.getClassLoader(), room.getPackageName());
        return new Templates(engine, Messages.of(room));
    }

    /**
     * Returns the messages, for titles and labels that are not part of a template.
     *
     * @return the messages of the package
     */
    public Messages text() {
        return messages;
    }

    /**
     * Renders a template. The line break at the end of its file is not part of it, so that what it renders can be part of a
     * line.
     *
     * @param template the file's name without {@code .jte}
     * @param model the value of its parameter {@code model}
     * @return the markup
     */
    public Html render(String template, Object model) {
        return render(template, Map.of("model", model, "text", messages));
    }

    /**
     * Renders a template that prints nothing but its text.
     *
     * @param template the file's name without {@code .jte}
     * @return the markup
     */
    public Html render(String template) {
        return render(template, Map.of("text", messages));
    }

    private Html render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        engine.render(template + SUFFIX, parameters, output);
        return Html.trusted(output.toString().stripTrailing());
    }
}
