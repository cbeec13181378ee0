package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * The templates of one package, compiled when its module was built. Thread-safe.
 *
 * <p>A template declares exactly one parameter, {@code @param <ModelType> model}, and is compiled into the package of its
 * model, so models stay package-private. What a template prints is escaped for its place; {@code $unsafe} is for ready
 * {@link Html} alone.
 */
public final class Templates {

    private static final String SUFFIX = ".jte";

    private final TemplateEngine engine;

    private Templates(TemplateEngine engine) {
        this.engine = engine;
    }

    /**
     * Opens the templates of a package.
     *
     * @param loader the loader of the package's classes
     * @param packageName the package of the models
     * @return the templates
     */
    public static Templates of(ClassLoader loader, String packageName) {
        return new Templates(TemplateEngine.createPrecompiled(null, ContentType.Html, loader, packageName));
    }

    /**
     * Renders a template.
     *
     * @param template the file's name, with or without {@code .jte}
     * @param model the value of its parameter
     * @return the markup
     */
    public Html render(String template, Object model) {
        StringOutput output = new StringOutput();
        engine.render(template.endsWith(SUFFIX) ? template : template + SUFFIX, model, output);
        return Html.trusted(output.toString());
    }
}
