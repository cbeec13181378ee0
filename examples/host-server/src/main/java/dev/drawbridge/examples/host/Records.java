package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.CompanyId;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fieldwork's own data: tickets, jobs and so on, one JSON object a row, always seen through a company. Thread-safe. */
final class Records {

    private static final int MOST = 1_000;

    private final Sql sql;

    Records(Sql sql) {
        this.sql = sql;
    }

    /** Lists what a company has, oldest first. */
    List<Map<String, Object>> list(CompanyId company, String kind) {
        return sql.query(
                "select body from fw_record where company_id = ? and kind = ? order by created_at, id limit " + MOST,
                row -> Json.readObject(row.getString(1)).toMap(),
                company.value(),
                kind);
    }

    /** Finds one, locked until the transaction ends. */
    static Optional<Map<String, Object>> lock(Connection connection, CompanyId company, String kind, String id) {
        return Sql.query(
                        connection,
                        "select body from fw_record where id = ? and company_id = ? and kind = ? for update",
                        row -> Json.readObject(row.getString(1)).toMap(),
                        id,
                        company.value(),
                        kind)
                .stream()
                .findFirst();
    }

    static void insert(Connection connection, CompanyId company, String kind, Map<String, Object> body, Instant at) {
        Sql.update(
                connection,
                "insert into fw_record (id, company_id, kind, body, created_at) values (?, ?, ?, ?, ?)",
                id(body),
                company.value(),
                kind,
                Json.write(body),
                at);
    }

    static void replace(Connection connection, Map<String, Object> body) {
        Sql.update(connection, "update fw_record set body = ? where id = ?", Json.write(body), id(body));
    }

    private static String id(Map<String, Object> body) {
        return String.valueOf(body.get("id"));
    }

    /** The leads that every company starts with; they come from Fieldwork's own marketing site. */
    static List<Map<String, Object>> leads(CompanyId company) {
        Map<String, Object> lead = new LinkedHashMap<>();
        lead.put("id", "lead_" + company.value() + "_1");
        lead.put("name", "John Smith");
        lead.put("email", "john@example.com");
        lead.put("phone", "555-1234");
        lead.put("status", "new");
        lead.put("createdAt", "2024-01-15T10:30:00Z");
        return new ArrayList<>(List.of(lead));
    }
}
