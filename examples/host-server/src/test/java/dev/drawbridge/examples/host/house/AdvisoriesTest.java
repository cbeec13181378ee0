package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Security advisories and fixes of other authorization servers, and the tests that would have caught each here, by their
 * tags.
 */
class AdvisoriesTest {

    private static final Map<String, List<String>> CAUGHT_BY = caughtBy();

    private static Map<String, List<String>> caughtBy() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        spring(rows);
        keycloak(rows);
        hydraAndDoorkeeper(rows);
        others(rows);
        return rows;
    }

    private static void spring(Map<String, List<String>> rows) {
        // Registration took javascript: redirects, internal key URLs and any scope.
        rows.put("CVE-2026-22752", List.of("RED-01", "DCR-06", "DCR-07", "CLI-22"));
        rows.put("Spring Authorization Server 83dfc0790e: consent page not escaped", List.of("CON-01"));
        rows.put("Spring Authorization Server 342b24d43e: comparison not constant", List.of("CLI-13", "PKC-08"));
        // A one-time token was accepted twice.
        rows.put("CVE-2026-22751", List.of("ACG-01", "CON-07", "PAR-05"));
        rows.put("CVE-2024-22258", List.of("PKC-05", "PKC-06"));
        // The scope of the response was missing and so thought to be the requested one.
        rows.put("CVE-2022-31690", List.of("TOK-03"));
    }

    private static void keycloak(Map<String, List<String>> rows) {
        rows.put("CVE-2026-1035", List.of("RFT-07"));
        rows.put("CVE-2026-9802", List.of("RFT-08"));
        rows.put("CVE-2026-7571", List.of("AUZ-20", "AUZ-06"));
        rows.put("CVE-2026-9689", List.of("GEN-01", "RED-07"));
        rows.put("GHSA-gv94-wp4h-vv8p", List.of("RSV-04"));
        rows.put("CVE-2026-0976", List.of("CVE-2026-0976"));
        for (String redirects :
                List.of("CVE-2024-8883", "CVE-2023-6291", "CVE-2023-6134", "CVE-2023-6927", "CVE-2024-1132")) {
            rows.put(redirects, List.of("RED-03", "RED-04", "RED-05", "RED-06", "RED-07", "RED-08", "RED-09"));
        }
        rows.put("CVE-2020-10770", List.of("AUZ-25", "CLI-22"));
        rows.put("CVE-2024-4540", List.of("PAR-08"));
        rows.put("CVE-2022-3916", List.of("AUZ-21", "RFT-12"));
    }

    private static void hydraAndDoorkeeper(Map<String, List<String>> rows) {
        for (String replay : List.of("GHSA-3p3g-vpw6-4w66", "CVE-2020-5300", "CVE-2020-15222")) {
            rows.put(replay, List.of("CLI-19"));
        }
        rows.put("CVE-2020-15223", List.of("REV-06", "OPS-09"));
        rows.put("CVE-2020-15233", List.of("RED-05"));
        rows.put("CVE-2020-15234", List.of("RED-09"));
        rows.put("fosite 778: concurrent redemption", List.of("ACG-01"));
        rows.put("Hydra 3ad64db92: transactions did not work", List.of("ACG-11", "RFT-15"));
        rows.put("CVE-2023-34246", List.of("CON-03"));
        rows.put("CVE-2020-10187", List.of("CVE-2020-10187"));
        rows.put("doorkeeper-openid_connect 263: registration made clients public", List.of("CLI-10", "DCR-05"));
        rows.put("Doorkeeper 5.9.1 to 5.9.6: several ways of authentication", List.of("REV-04", "CLI-06", "CLI-07"));
        rows.put("Doorkeeper 1613: users revoked others' tokens", List.of("REV-04"));
    }

    private static void others(Map<String, List<String>> rows) {
        rows.put("CVE-2024-39694", List.of("CVE-2024-39694"));
        rows.put("CVE-2024-49755", List.of("DPO-05"));
        rows.put("CVE-2026-39976", List.of("CCG-04"));
        rows.put("CVE-2023-37260", List.of("GEN-15", "CVE-2023-37260"));
        rows.put("CVE-2026-44681", List.of("AUZ-03"));
        for (String verification : List.of("CVE-2026-28802", "CVE-2025-59420", "CVE-2026-28498", "CVE-2024-37568")) {
            rows.put(verification, List.of("JWT-05", "CLI-20"));
        }
        for (String worker : List.of("CVE-2025-4143", "CVE-2025-4144")) {
            rows.put(worker, List.of("AUZ-03", "PKC-01", "PKC-05"));
        }
        for (String proxy : List.of("CVE-2025-69196", "GHSA-c2jp-c369-7pvx", "GHSA-rww4-4w9c-7733")) {
            rows.put(proxy, List.of("RES-05", "AUZ-21"));
        }
        rows.put(
                "node-oidc-provider 9.11: looser than the RFCs",
                List.of("CLI-04", "RED-03", "GEN-17", "DPO-02", "AUZ-09"));
        rows.put("OAuth security topics update: injected audiences", List.of("CLI-18", "AUZ-11"));
    }

    @Test
    @DisplayName("each advisory has the tests that would have caught it")
    void eachAdvisoryHasItsTests() {
        Set<String> tags = SourceTree.ofThisCheckout().tags();
        List<String> without = new ArrayList<>();
        CAUGHT_BY.forEach((advisory, ids) ->
                ids.stream().filter(id -> !tags.contains(id)).forEach(id -> without.add(advisory + ": " + id)));
        assertThat(without).isEmpty();
    }
}
