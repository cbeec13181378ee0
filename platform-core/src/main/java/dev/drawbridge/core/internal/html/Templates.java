package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.spi.site.PageTemplates;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The templates of one package, compiled when its module was built, and the messages that they print. Thread-safe.
 *
 * <p>A template declares {@code @param <ModelType> model} and, if it prints text, {@code @param
 * dev.drawbridge.core.internal.html.Messages text}. It is compiled into the package of its model, so models stay
 * package-private. What a template prints is escaped for its place.
 */
public final class Templates {

    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);
    private static final String SUFFIX = ".jte";
    private static final String INTERNAL = ".internal.";

    private static final Record NO_MODEL = new NoModel();

    private final String room;
    private final TemplateEngine engine;
    private final Messages messages;

    private Templates(String room, TemplateEngine engine, Messages messages) {
        this.room = room;
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
        return new Templates(name(room.getPackageName()), engine, Messages.of(room));
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
        return replaced(template, model, () -> render(template, Map.of("model", model, "text", messages)));
    }

    /**
     * Renders a template that prints nothing but its text.
     *
     * @param template the file's name without {@code .jte}
     * @return the markup
     */
    public Html render(String template) {
        return replaced(template, NO_MODEL, () -> render(template, Map.of("text", messages)));
    }

    /** The host's markup if it replaces the template; a mistake in it costs nobody the page. */
    private Html replaced(String template, Object model, Supplier<Html> standard) {
        PageTemplates replacing = Viewer.current().templates();
        if (replacing == PageTemplates.NONE) {
            return standard.get();
        }
        String name = room + "/" + template;
        try {
            return replacing
                    .render(name, new ModelView(model, messages, standard))
                    .orElseGet(standard);
        } catch (RuntimeException e) {
            LOG.error("The host's template {} failed; the library's is shown", name, e);
            return standard.get();
        }
    }

    /** The package of templates as hosts name it: what is behind {@code internal}. */
    private static String name(String packageName) {
        int internal = packageName.indexOf(INTERNAL);
        return packageName.substring(internal + INTERNAL.length()).replace('.', '/');
    }

    /** What a template prints that has words alone. */
    private record NoModel() {}

    private Html render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        engine.render(template + SUFFIX, parameters, output);
        return Html.trusted(output.toString().stripTrailing());
    }
}
