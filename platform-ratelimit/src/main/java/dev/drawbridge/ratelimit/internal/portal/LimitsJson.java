package dev.drawbridge.ratelimit.internal.portal;

import dev.drawbridge.ratelimit.internal.LimitOverview.Left;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Limits in the portal's JSON. */
final class LimitsJson {

    private LimitsJson() {}

    static Map<String, Object> of(ConnectedCompanies.Page page) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", page.rows().stream().map(LimitsJson::of).toList());
        json.put("next", page.next().orElse(null));
        return json;
    }

    private static Map<String, Object> of(ConnectedCompanies.Row row) {
        Map<String, Object> company = new LinkedHashMap<>();
        company.put("id", row.company().id().value());
        company.put("name", row.company().name());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("company", company);
        json.put("tier", row.tier().code());
        List<Map<String, Object>> limits =
                row.limits().stream().map(LimitsJson::of).toList();
        json.put("limits", limits);
        return json;
    }

    private static Map<String, Object> of(Left left) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", left.name());
        json.put("perApp", left.perApp());
        json.put("limit", left.limit());
        json.put("remaining", left.remaining());
        json.put("resetAt", left.resetAt());
        json.put("override", left.override().map(LimitsJson::of).orElse(null));
        return json;
    }

    /** The reason is the operator's. */
    private static Map<String, Object> of(LimitOverride override) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("until", override.until().orElse(null));
        return json;
    }
}
