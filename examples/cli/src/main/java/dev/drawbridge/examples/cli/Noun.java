package dev.drawbridge.examples.cli;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.examples.host.FieldworkConsole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the commands about one kind of thing share. */
abstract class Noun implements Runnable {

    /** More pages than any platform has, so that a list that does not end is noticed. */
    private static final int MOST_PAGES = 100_000;

    private static final int FIRST_ERROR = 400;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Drawbridge program;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    Options options() {
        return program.options;
    }

    Output output() {
        return new Output(spec.commandLine().getOut(), options().json());
    }

    ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Sends a call of the operator's JSON API. */
    static Map<String, Object> call(
            FieldworkConsole console, String method, String path, Map<String, ? extends @Nullable Object> body) {
        Response response = console.call(method, path, "application/json", Json.write(body));
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (response.status() >= FIRST_ERROR) {
            throw new RefusedException(reason(response.status(), text));
        }
        return text.isEmpty() ? Map.of() : Json.readObject(text).toMap();
    }

    /** Reads a list of the operator's JSON API to its end. */
    static List<Map<String, Object>> all(FieldworkConsole console, String path, Map<String, String> query) {
        List<Map<String, Object>> items = new ArrayList<>();
        Map<String, String> parameters = new LinkedHashMap<>(query);
        for (int i = 0; i < MOST_PAGES; i++) {
            Map<String, Object> page = call(console, "GET", path + encoded(parameters), Map.of());
            for (Object item : (List<?>) page.getOrDefault("items", List.of())) {
                items.add(object(item));
            }
            if (page.get("next") == null) {
                return items;
            }
            parameters.put("cursor", page.get("next").toString());
        }
        throw new RefusedException("The list does not end.");
    }

    static String encoded(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.length() == 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    /** A segment of a path, whatever characters it has. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    private static String reason(int status, String problem) {
        Map<String, Object> members = Json.tryReadObject(problem.getBytes(StandardCharsets.UTF_8))
                .map(json -> json.toMap())
                .orElse(Map.of());
        if (members.get("errors") instanceof List<?> errors && !errors.isEmpty()) {
            List<String> lines = new ArrayList<>();
            errors.forEach(error ->
                    lines.add(object(error).get("field") + ": " + object(error).get("message")));
            return String.join(System.lineSeparator(), lines);
        }
        return String.valueOf(members.getOrDefault("detail", "Refused with status " + status + "."));
    }
}
