package dev.drawbridge.examples.host;

import dev.drawbridge.core.SmtpMailer;
import dev.drawbridge.core.model.IpRange;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.Profile;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.ratelimit.redis.RedisCounters;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the environment variables of this host and collects every problem before it gives up. One use, one thread. Messages name
 * the variable and never quote a secret.
 */
final class SettingsReader {

    private static final URI ANY_URL = URI.create("http://localhost");
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_SIGNUPS_PER_ADDRESS = 10;
    private static final int MASTER_KEY_BYTES = 32;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String FAPI2 = "fapi2";

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(Map<String, String> variables) {
        this.variables = variables;
    }

    HostSettings read() {
        int port = number("PORT", DEFAULT_PORT, 0, 65_535);
        Optional<URI> publicUrl = text("PUBLIC_URL").flatMap(this::publicUrl);
        Optional<HostSettings.Tls> tls = tls();
        boolean devMode = devMode(publicUrl, tls.isPresent());
        Profile profile = profile();
        HostSettings settings = new HostSettings(
                port,
                publicUrl,
                database(),
                text("REDIS_URL").flatMap(this::redisUrl),
                text("SMTP_URL").flatMap(this::smtpUrl),
                tls,
                masterKeys(devMode),
                devMode,
                signingAlgorithm(profile),
                profile,
                text("PROVISION").map(Path::of),
                networks("IP_ALLOW_LIST"),
                networks("TRUSTED_PROXIES"),
                number("SIGNUPS_PER_ADDRESS", DEFAULT_SIGNUPS_PER_ADDRESS, 1, 1_000_000),
                dynamicRegistration(),
                ApiOrigins.read(text(ApiOrigins.VARIABLE), devMode, problems),
                redirectSchemes(profile));
        if (!problems.isEmpty()) {
            throw new HostSettings.InvalidSettings(problems);
        }
        return settings;
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    private int number(String name, int fallback, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, together with values out of range.
        }
        problems.add(name + " must be a number from " + least + " to " + most + ".");
        return fallback;
    }

    private Optional<URI> publicUrl(String text) {
        Optional<URI> url = uri(text)
                .filter(it -> ("http".equals(it.getScheme()) || "https".equals(it.getScheme()))
                        && it.getHost() != null
                        && it.getRawPath().isEmpty()
                        && it.getRawQuery() == null
                        && it.getRawFragment() == null
                        && it.getRawUserInfo() == null);
        if (url.isEmpty()) {
            problems.add("PUBLIC_URL must be http or https with host and port only, like https://acme.example.");
        }
        return url;
    }

    private boolean devMode(Optional<URI> publicUrl, boolean tls) {
        boolean loopback =
                publicUrl.map(url -> LOOPBACK.contains(url.getHost())).orElse(true);
        boolean https = publicUrl.map(url -> url.getScheme().equals("https")).orElse(tls);
        Optional<String> text = text("DEV_MODE");
        if (text.isEmpty()) {
            return loopback;
        }
        boolean devMode = text.get().equals("true");
        if (!devMode && !text.get().equals("false")) {
            problems.add("DEV_MODE must be true or false.");
        } else if (devMode && !loopback) {
            problems.add("DEV_MODE must not be true unless PUBLIC_URL is on a loopback host.");
        } else if (!devMode && !https) {
            problems.add("DEV_MODE must not be false while PUBLIC_URL is http: serve https.");
        }
        return devMode;
    }

    private HostSettings.Database database() {
        String url = text("DATABASE_URL").orElse(HostSettings.DEFAULT_DATABASE_URL);
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            problems.add("DATABASE_URL must begin with jdbc:h2: or jdbc:postgresql:.");
        }
        return new HostSettings.Database(
                url,
                text("DATABASE_USER").orElse(url.startsWith("jdbc:h2:") ? "sa" : ""),
                text("DATABASE_PASSWORD").orElse(""));
    }

    private Optional<String> redisUrl(String text) {
        try {
            RedisCounters.connect(text).close();
        } catch (IllegalArgumentException e) {
            problems.add("REDIS_URL is not usable: " + e.getMessage());
        }
        return Optional.of(text);
    }

    private Optional<String> smtpUrl(String text) {
        try {
            SmtpMailer.to(text, Mailbox.SENDER, ANY_URL, PlatformClock.system());
        } catch (IllegalArgumentException e) {
            problems.add("SMTP_URL is not usable: " + e.getMessage());
        }
        return Optional.of(text);
    }

    private Optional<HostSettings.Tls> tls() {
        Optional<String> keystore = text("TLS_KEYSTORE");
        if (keystore.isEmpty() && text("TLS_KEYSTORE_PASSWORD").isPresent()) {
            problems.add("TLS_KEYSTORE must name a PKCS#12 file, because TLS_KEYSTORE_PASSWORD is set.");
        }
        return keystore.map(
                file -> new HostSettings.Tls(file, text("TLS_KEYSTORE_PASSWORD").orElse("")));
    }

    private List<byte[]> masterKeys(boolean devMode) {
        Optional<String> text = text("MASTER_KEY");
        if (text.isEmpty()) {
            if (!devMode) {
                problems.add("MASTER_KEY is required outside of development mode: 32 random bytes in base64.");
            }
            return List.of();
        }
        try {
            List<byte[]> keys = Arrays.stream(text.get().split(",", -1))
                    .map(key -> Base64.getDecoder().decode(key.strip()))
                    .toList();
            if (keys.stream().allMatch(key -> key.length == MASTER_KEY_BYTES)) {
                return keys;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, without the value: it may be most of a key.
        }
        problems.add("MASTER_KEY must be 32 bytes in base64, or several of them separated by commas.");
        return List.of();
    }

    private Profile profile() {
        Optional<String> text = text("PROFILE");
        if (text.isPresent() && !text.get().equals(FAPI2)) {
            problems.add("PROFILE must be " + FAPI2 + ", or absent.");
        }
        return text.isPresent() ? Profile.FAPI2 : Profile.OAUTH21;
    }

    private SigningAlgorithm signingAlgorithm(Profile profile) {
        Optional<SigningAlgorithm> algorithm =
                SigningAlgorithm.fromWire(text("SIGNING_ALG").orElse(SigningAlgorithm.ES256.wireName()));
        if (algorithm.isEmpty()) {
            problems.add("SIGNING_ALG must be RS256, PS256, ES256 or EdDSA.");
        }
        if (profile == Profile.FAPI2
                && algorithm.filter(SigningAlgorithm.RS256::equals).isPresent()) {
            problems.add("SIGNING_ALG must be PS256, ES256 or EdDSA with PROFILE=" + FAPI2 + ".");
        }
        return algorithm.orElse(SigningAlgorithm.ES256);
    }

    private DynamicRegistration dynamicRegistration() {
        return switch (text("DCR_MODE").orElse("closed")) {
            case "closed" -> DynamicRegistration.closed();
            case "token" -> DynamicRegistration.withInitialTokens();
            case "open" -> DynamicRegistration.open();
            default -> {
                problems.add("DCR_MODE must be closed, token or open.");
                yield DynamicRegistration.closed();
            }
        };
    }

    private Set<String> redirectSchemes(Profile profile) {
        List<String> schemes = listed("REDIRECT_SCHEMES");
        schemes.stream()
                .filter(scheme -> !AuthorizationServerBuilder.isPrivateUseScheme(scheme))
                .forEach(scheme -> problems.add("REDIRECT_SCHEMES must be private-use schemes like cursor,"
                        + " separated by commas, not '" + scheme + "'."));
        if (profile == Profile.FAPI2 && !schemes.isEmpty()) {
            problems.add("REDIRECT_SCHEMES must be absent with PROFILE=" + FAPI2 + ": it takes https only.");
        }
        return Set.copyOf(schemes);
    }

    private List<String> listed(String name) {
        return text(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private List<String> networks(String name) {
        List<String> cidrs = listed(name);
        for (String cidr : cidrs) {
            Optional<IpRange> range = IpRange.parse(cidr);
            if (range.isEmpty()) {
                problems.add(name + " must be networks like 203.0.113.0/24, separated by commas, not '" + cidr + "'.");
            } else if (!range.get().isNotedAs(cidr)) {
                problems.add(name + " must be networks: did you mean " + range.get() + " by '" + cidr + "'?");
            }
        }
        return cidrs;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
