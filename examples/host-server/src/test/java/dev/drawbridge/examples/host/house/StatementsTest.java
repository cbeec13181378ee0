package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every statement about the authorization server has a test whose display name begins with its id, or stands here with the
 * reason why not. The groups are endpoints and grants in the order of the RFCs; the numbers are how many statements each has.
 */
class StatementsTest {

    private static final Map<String, Integer> STATEMENTS = new TreeMap<>(Map.ofEntries(
            Map.entry("GEN", 18),
            Map.entry("AUZ", 26),
            Map.entry("RED", 12),
            Map.entry("PKC", 10),
            Map.entry("CON", 12),
            Map.entry("CLI", 23),
            Map.entry("TOK", 8),
            Map.entry("ACG", 11),
            Map.entry("RFT", 17),
            Map.entry("CCG", 5),
            Map.entry("JWT", 11),
            Map.entry("REV", 8),
            Map.entry("INT", 8),
            Map.entry("MET", 7),
            Map.entry("PAR", 8),
            Map.entry("DPO", 8),
            Map.entry("RES", 5),
            Map.entry("DCR", 11),
            Map.entry("CMD", 9),
            Map.entry("RSV", 7),
            Map.entry("OPS", 10)));

    private static final Map<String, String> LEFT_OUT = leftOut();

    private static Map<String, String> leftOut() {
        Map<String, String> reasons = new TreeMap<>();
        reasons.put("JWT-04", "neither hosts nor developers can add claims");
        reasons.put("OPS-03", "a figure of the load program, not of the test suite");
        reasons.put("OPS-06", "there is one data source; nothing is read from a replica");
        reasons.put("OPS-07", "a server has one issuer and its own tables; there are no tenants inside it");
        reasons.put("OPS-10", "no earlier version was released from which nodes could come");
        return reasons;
    }

    @Test
    void everyStatementHasATestOrAReason() {
        StatementTags names = StatementTags.ofAllTests();
        List<String> without = new ArrayList<>();
        STATEMENTS
                .keySet()
                .forEach(group -> all(group).stream()
                        .filter(id -> !names.has(id) && !LEFT_OUT.containsKey(id))
                        .forEach(without::add));
        assertThat(without)
                .as("statements that no test's display name begins with")
                .isEmpty();
    }

    @Test
    void nothingIsLeftOutThatHasATest() {
        StatementTags names = StatementTags.ofAllTests();

        assertThat(LEFT_OUT.keySet().stream().filter(names::has)).isEmpty();
    }

    @Test
    void onlyStatementsAreLeftOut() {
        assertThat(STATEMENTS.keySet().stream().flatMap(group -> all(group).stream()))
                .containsAll(LEFT_OUT.keySet());
    }

    private static List<String> all(String group) {
        return IntStream.rangeClosed(1, STATEMENTS.get(group))
                .mapToObj(number -> "%s-%02d".formatted(group, number))
                .toList();
    }
}
