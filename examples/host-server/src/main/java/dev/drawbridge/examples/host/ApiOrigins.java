package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.CrossOrigin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads which origins' pages may call {@code /api/v1}. */
final class ApiOrigins {

    static final String VARIABLE = "API_ORIGINS";

    private ApiOrigins() {}

    /**
     * Reads the variable.
     *
     * @param text its value
     * @param development whether http is allowed everywhere
     * @param problems gets what is wrong
     * @return the policy; no origin if the variable is absent or wrong
     */
    static CrossOrigin read(Optional<String> text, boolean development, List<String> problems) {
        if (text.isEmpty()) {
            return CrossOrigin.NONE;
        }
        if (text.get().strip().equals("*")) {
            return CrossOrigin.ANY;
        }
        try {
            CrossOrigin origins = CrossOrigin.of(Arrays.stream(text.get().split(",", -1))
                    .map(String::strip)
                    .distinct()
                    .toArray(String[]::new));
            problems.addAll(origins.problems(VARIABLE, development));
            return origins;
        } catch (IllegalArgumentException e) {
            problems.add(VARIABLE + " must be * or origins like https://app.example, separated by commas. "
                    + e.getMessage());
            return CrossOrigin.NONE;
        }
    }
}
