package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the pages of one package say: its file {@code messages_en.properties} (UTF-8). Immutable and thread-safe.
 *
 * <p>Keys begin with the page's name: {@code login.title}. Values are patterns of {@link MessageFormat}: arguments are
 * {@code {0}}, an apostrophe is written twice, plurals are {@code {0,choice,1#1 app|1<{0} apps}}.
 */
public final class Messages {

    private static final String FILE = "messages_en.properties";

    private static final Pattern PLACE = Pattern.compile("\u0001(\\d+)\u0001");

    private final String room;
    private final Map<String, String> patterns;

    private Messages(String room, Map<String, String> patterns) {
        this.room = room;
        this.patterns = Map.copyOf(patterns);
    }

    /**
     * Reads the messages of a package.
     *
     * @param room a class of the package
     * @return the messages; none if the package has no file
     */
    static Messages of(Class<?> room) {
        try (InputStream stream = room.getResourceAsStream(FILE)) {
            Reader reader =
                    stream == null ? Reader.nullReader() : new InputStreamReader(stream, StandardCharsets.UTF_8);
            return read(room.getPackageName(), reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Messages read(String room, Reader reader) throws IOException {
        Properties read = new Properties();
        read.load(reader);
        return new Messages(
                room, read.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, read::getProperty)));
    }

    /**
     * Formats a message as plain text, which templates escape.
     *
     * @param key the page and the message, for example {@code login.title}
     * @param arguments the values of its placeholders
     * @return the text
     * @throws IllegalArgumentException if there is no such message
     */
    public String of(String key, Object... arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("There is no message " + key + " in the package " + room);
        }
        return new MessageFormat(pattern, Locale.ENGLISH).format(arguments);
    }

    /**
     * Formats a message that has markup in it, such as a link. The message itself and arguments that are not markup are
     * escaped.
     *
     * @param key the page and the message
     * @param arguments the values of its placeholders; {@link Content} is taken as it is
     * @return what a template prints
     * @throws IllegalArgumentException if there is no such message
     */
    public Content html(String key, Object... arguments) {
        // Places pass through escaping unchanged; their values are put in afterwards, in one pass.
        Object[] places = new Object[arguments.length];
        Arrays.setAll(places, i -> arguments[i] instanceof Number ? arguments[i] : "\u0001" + i + "\u0001");
        String markup = PLACE.matcher(Html.text(of(key, places)).markup())
                .replaceAll(place -> Matcher.quoteReplacement(markup(arguments[Integer.parseInt(place.group(1))])));
        return Components.html(Html.trusted(markup));
    }

    private static String markup(Object argument) {
        Html html =
                argument instanceof Content content ? Components.render(content) : Html.text(String.valueOf(argument));
        return html.markup();
    }
}
