package dev.drawbridge.oauth;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an authorization server, as it is configured, has of published standards. Immutable.
 *
 * <p>Every finding is computed from the settings and from the metadata that the server publishes, so that a report and the
 * server cannot disagree. It speaks of settings alone: that an endpoint does what its standard says is what the library's own
 * tests show. Standards that contradict each other (OAuth 2.1 wants rotating refresh tokens where FAPI 2.0 forbids them) cannot
 * all be met by one configuration in every case.
 */
public final class Readiness {

    private final List<Finding> findings;

    /**
     * Makes a report; a host gets it from {@link AuthorizationServer#readiness()}.
     *
     * @param findings one for each requirement of each standard
     */
    public Readiness(List<Finding> findings) {
        this.findings = List.copyOf(findings);
    }

    /** A published standard. */
    public enum Standard {
        /** OAuth 2.1 (draft-ietf-oauth-v2-1), with the best current practice of RFC 9700. */
        OAUTH_2_1("OAuth 2.1"),
        /** What the Model Context Protocol's specification of authorization (2025-11-25) asks of an authorization server. */
        MCP("MCP authorization"),
        /** The FAPI 2.0 Security Profile (final), with {@code private_key_jwt} and DPoP. */
        FAPI_2_0("FAPI 2.0 Security Profile");

        private final String title;

        Standard(String title) {
            this.title = title;
        }

        /**
         * Returns the standard's name.
         *
         * @return for people
         */
        public String title() {
            return title;
        }
    }

    /**
     * Whether one requirement holds.
     *
     * @param standard whose requirement it is
     * @param requirement what is wanted, a short sentence
     * @param source where the standard says so
     * @param met whether it holds
     * @param remedy which setting makes it hold
     */
    public record Finding(Standard standard, String requirement, String source, boolean met, String remedy) {

        /** One line of the report. */
        @Override
        public String toString() {
            return (met ? "[x] " : "[ ] ") + requirement + " (" + source + ")" + (met ? "" : ". " + remedy);
        }
    }

    /**
     * Returns the findings about a standard.
     *
     * @param standard the standard
     * @return one for each requirement, met or not
     */
    public List<Finding> findings(Standard standard) {
        return findings.stream().filter(one -> one.standard() == standard).toList();
    }

    /**
     * Returns what a standard wants and the server has not.
     *
     * @param standard the standard
     * @return the findings that are not met
     */
    public List<Finding> missing(Standard standard) {
        return findings(standard).stream().filter(one -> !one.met()).toList();
    }

    /**
     * Tells whether everything that a standard wants is there.
     *
     * @param standard the standard
     * @return true if nothing is missing
     */
    public boolean ready(Standard standard) {
        return missing(standard).isEmpty();
    }

    /** The whole report, for a log or a console. */
    @Override
    public String toString() {
        return List.of(Standard.values()).stream()
                .map(standard -> standard.title() + ": " + (ready(standard) ? "ready" : "not ready") + "\n"
                        + findings(standard).stream().map(Finding::toString).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }
}
