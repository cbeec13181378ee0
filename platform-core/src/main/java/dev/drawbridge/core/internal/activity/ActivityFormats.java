package dev.drawbridge.core.internal.activity;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.JournalEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries as JSON, as lines of JSON and as a table of comma-separated values (RFC 4180). */
public final class ActivityFormats {

    private static final String CSV_HEAD =
            "at,actorType,actorId,actorName,action,targetType,targetId,targetName,ip,requestId,metadata,id\r\n";

    private ActivityFormats() {}

    /**
     * Returns a page as JSON.
     *
     * @param page the page
     * @param audience who reads it: an operator gets {@code before}, {@code after} and {@code reason} as members of their own
     * @return the members {@code items} and {@code next}
     */
    public static Map<String, @Nullable Object> json(ActivityLog.Page page, Audience audience) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(
                "items",
                page.entries().stream().map(entry -> json(entry, audience)).toList());
        body.put("next", page.next());
        return body;
    }

    /**
     * Returns one JSON object per line.
     *
     * @param entries newest first
     * @param audience who reads them
     * @return the response
     */
    public static Response lines(List<NamedEntry> entries, Audience audience) {
        String lines = entries.stream()
                .map(entry -> Json.write(json(entry, audience)) + "\n")
                .collect(Collectors.joining());
        return Response.of(200, "application/x-ndjson", lines).noStore();
    }

    /**
     * Returns a table for spreadsheets.
     *
     * @param entries newest first
     * @param file what browsers call it
     * @return the response
     */
    public static Response csv(List<NamedEntry> entries, String file) {
        String table = CSV_HEAD + entries.stream().map(ActivityFormats::row).collect(Collectors.joining());
        return Response.of(200, "text/csv", table)
                .with("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .with("X-Content-Type-Options", "nosniff")
                .noStore();
    }

    private static Map<String, @Nullable Object> json(NamedEntry named, Audience audience) {
        JournalEntry entry = named.entry();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("at", entry.at().toString());
        json.put("actor", reference(entry.actorType(), entry.actorId(), named.actorName()));
        json.put("action", entry.action());
        json.put("target", reference(entry.targetType(), entry.targetId(), named.targetName()));
        json.put("ip", named.ip());
        json.put("requestId", entry.requestId());
        if (audience == Audience.OPERATOR) {
            json.put("metadata", entry.otherDetails());
            json.put("before", entry.before());
            json.put("after", entry.after());
            json.put("reason", entry.reason().orElse(null));
        } else {
            json.put("metadata", metadata(entry));
        }
        return json;
    }

    private static Map<String, Object> metadata(JournalEntry entry) {
        Map<String, Object> metadata = new TreeMap<>(entry.otherDetails());
        entry.reason().ifPresent(reason -> metadata.put("reason", reason));
        if (!entry.before().isEmpty()) {
            metadata.put("before", entry.before());
        }
        if (!entry.after().isEmpty()) {
            metadata.put("after", entry.after());
        }
        return metadata;
    }

    private static Map<String, @Nullable Object> reference(String type, String id, @Nullable String name) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("id", id);
        json.put("name", name);
        return json;
    }

    private static String row(NamedEntry named) {
        JournalEntry entry = named.entry();
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(entry.at().toString());
        cells.add(entry.actorType());
        cells.add(entry.actorId());
        cells.add(named.actorName());
        cells.add(entry.action());
        cells.add(entry.targetType());
        cells.add(entry.targetId());
        cells.add(named.targetName());
        cells.add(named.ip());
        cells.add(entry.requestId());
        cells.add(entry.metadata().isEmpty() ? "" : Json.write(metadata(entry)));
        cells.add(entry.id());
        return cells.stream().map(ActivityFormats::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    // A spreadsheet would run what begins like a formula; names are what strangers typed.
    private static String cell(@Nullable String value) {
        String text = value == null ? "" : value;
        String inert = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return inert.matches("(?s).*[\",\\r\\n].*") ? '"' + inert.replace("\"", "\"\"") + '"' : inert;
    }
}
