package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the pages of one package say: its files {@code messages_en.properties}, {@code messages_de.properties} and so on
 * (UTF-8), in the language of the {@link Viewer}. A message that a language lacks is said in English; {@code de-AT} is read
 * from {@code messages_de_AT.properties}, then {@code messages_de.properties}. Immutable but for what it read before, and
 * thread-safe.
 *
 * <p>Keys begin with the page's name: {@code login.title}. Values are patterns of {@link MessageFormat}: arguments are
 * {@code {0}}, an apostrophe is written twice. Whatever is counted says so in each number, by the one way there is: {@code
 * {0,choice,0#no apps|1#1 app|1<{0} apps}}.
 */
public final class Messages {

    private static final Pattern PLACE = Pattern.compile("\u0001(\\d+)\u0001");

    private final String room;
    private final Function<String, Map<String, String>> files;
    private final Map<String, String> english;
    private final Map<Locale, Map<String, String>> languages = new ConcurrentHashMap<>();

    private Messages(String room, Function<String, Map<String, String>> files) {
        this.room = room;
        this.files = files;
        this.english = files.apply("messages_en.properties");
    }

    /**
     * Reads the messages of a package.
     *
     * @param room a class of the package
     * @return the messages; none if the package has no file
     */
    static Messages of(Class<?> room) {
        return new Messages(room.getPackageName(), file -> {
            try (InputStream stream = room.getResourceAsStream(file)) {
                return stream == null ? Map.of() : patterns(new InputStreamReader(stream, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Makes messages of the contents of files, by their names. */
    static Messages of(String room, Map<String, String> files) {
        return new Messages(room, file -> {
            try {
                return patterns(new StringReader(files.getOrDefault(file, "")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Map<String, String> patterns(Reader reader) throws IOException {
        Properties read = new Properties();
        read.load(reader);
        return read.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, read::getProperty));
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
        Locale locale = Viewer.current().locale();
        String own = in(locale).get(key);
        if (own != null) {
            return new MessageFormat(own, locale).format(arguments);
        }
        String pattern = english.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("There is no message " + key + " in the package " + room);
        }
        return new MessageFormat(pattern, Locale.ENGLISH).format(arguments);
    }

    private Map<String, String> in(Locale locale) {
        return locale.equals(Locale.ENGLISH) ? english : languages.computeIfAbsent(locale, this::read);
    }

    /** The messages of the language, with those of the country instead where there are any. */
    private Map<String, String> read(Locale locale) {
        Map<String, String> messages = new HashMap<>(files.apply("messages_" + locale.getLanguage() + ".properties"));
        if (!locale.getCountry().isEmpty()) {
            messages.putAll(
                    files.apply("messages_" + locale.getLanguage() + "_" + locale.getCountry() + ".properties"));
        }
        return Map.copyOf(messages);
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
