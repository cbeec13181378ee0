package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.Profile;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the environment variables say; all malformed ones are reported together, by name.
 *
 * @param port where to listen; 0 = any free port
 * @param publicUrl the issuer; empty = {@code http://localhost:<port>}
 * @param database where everything is kept
 * @param redisUrl where limits are counted instead of the database
 * @param smtpUrl where mail goes out, besides the development mailbox
 * @param tls with which certificate https is served
 * @param masterKeys the first seals, all open; empty = the file of development mode
 * @param devMode whether the {@code /dev} routes and loopback targets exist
 * @param signingAlgorithm how access tokens are signed
 * @param profile how strict the authorization server is
 * @param provision a file of apps to create or update at start
 * @param ipAllowList CIDRs that token requests and API calls must come from; none = anywhere
 * @param trustedProxies CIDRs of the proxies that may say where a request comes from
 * @param signupsPerAddress sign-ups per hour and source address
 * @param dynamicRegistration whether and how clients may register themselves
 * @param apiOrigins which origins' pages may call the API
 * @param redirectSchemes private-use schemes that redirect URIs of public and dynamic clients may have
 */
record HostSettings(
        int port,
        Optional<URI> publicUrl,
        Database database,
        Optional<String> redisUrl,
        Optional<String> smtpUrl,
        Optional<Tls> tls,
        List<byte[]> masterKeys,
        boolean devMode,
        SigningAlgorithm signingAlgorithm,
        Profile profile,
        Optional<Path> provision,
        List<String> ipAllowList,
        List<String> trustedProxies,
        int signupsPerAddress,
        DynamicRegistration dynamicRegistration,
        CrossOrigin apiOrigins,
        Set<String> redirectSchemes) {

    /**
     * Where everything is kept.
     *
     * @param url a JDBC URL of H2 or PostgreSQL
     * @param user the database user
     * @param password of that user
     */
    record Database(String url, String user, String password) {
        @Override
        public String toString() {
            return "Database[...]";
        }
    }

    /**
     * A certificate with its private key.
     *
     * @param keystore a PKCS#12 file
     * @param password of the file
     */
    record Tls(String keystore, String password) {
        @Override
        public String toString() {
            return "Tls[" + keystore + "]";
        }
    }

    static final String DEFAULT_DATABASE_URL = "jdbc:h2:file:./data/fieldwork";

    /**
     * Reads the variables.
     *
     * @param variables name to value; empty values count as absent
     * @return the settings
     * @throws InvalidSettings listing every problem
     */
    static HostSettings from(Map<String, String> variables) {
        return new SettingsReader(variables).read();
    }

    /**
     * Returns what is hardly intended but is no mistake.
     *
     * @return sentences for the log, once at start
     */
    List<String> warnings() {
        boolean https = publicUrl.map(url -> url.getScheme().equals("https")).orElse(false);
        if (!https || tls.isPresent() || !trustedProxies.isEmpty()) {
            return List.of();
        }
        return List.of(
                "PUBLIC_URL is https, so a proxy in front must end TLS, but TRUSTED_PROXIES is not set: limits and"
                        + " IP lists see the proxy's address for everybody. Set it to the networks of your proxies.");
    }

    /** The environment is not usable; the message names each variable. */
    static final class InvalidSettings extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidSettings(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }

    @Override
    public String toString() {
        return "HostSettings[port=" + port + ", publicUrl=" + publicUrl + ", devMode=" + devMode + "]";
    }
}
