package dev.drawbridge.core;

import dev.drawbridge.core.internal.RequiredLibrary;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.IpRange;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.site.Links;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds every problem of an environment's settings before any of them is reported. Not thread-safe. */
final class EnvironmentChecks {

    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern LINK = Pattern.compile("(https?://|mailto:|/).+");
    private static final int MOST_STRANGERS = 1_000_000;

    private final List<String> problems = new ArrayList<>(RequiredLibrary.problemsOfCore());

    void add(List<String> found) {
        problems.addAll(found);
    }

    void issuer(URI issuer, boolean development) {
        String host = issuer.getHost();
        if (host == null
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null
                || issuer.getRawUserInfo() != null) {
            problems.add(
                    "issuer: give scheme, host and port only, for example https://acme.example, not '" + issuer + "'.");
        } else if (!issuer.getRawPath().isEmpty()) {
            problems.add(
                    "issuer: '" + issuer + "' has a path. Pages, cookies and well-known addresses are at the root of"
                            + " a host: give the platform a host name of its own, for example https://auth.acme.example.");
        } else if (!"https".equals(issuer.getScheme())
                && !(development && "http".equals(issuer.getScheme()) && LOOPBACK_HOSTS.contains(host))) {
            problems.add("issuer: use https. Plain http is for loopback hosts in development mode only: " + issuer);
        }
    }

    void masterKeys(List<byte[]> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != Vault.KEY_BYTES)) {
            problems.add("masterKey: give one or more keys of " + Vault.KEY_BYTES + " random bytes each.");
        }
    }

    void credentialPrefix(String prefix) {
        if (!prefix.matches("[a-z0-9]{2,10}")) {
            problems.add("credentialPrefix: use 2 to 10 of [a-z0-9], not '" + prefix + "'.");
        }
    }

    void names(String productName, List<String> reserved) {
        if (productName.isBlank()) {
            problems.add("productName: give the name that pages and mails use.");
        }
        for (String name : reserved) {
            if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
                problems.add("reservedNames: give names with a letter or digit, not '" + name + "'.");
            }
        }
    }

    void catalogs(ScopeCatalog scopes, EventCatalog events) {
        if (scopes.all().isEmpty()) {
            problems.add("scopes: offer at least one scope.");
        }
        for (EventType event : events.all()) {
            if (scopes.find(event.requiredScope()).isEmpty()) {
                problems.add("events: " + event.name() + " needs the scope " + event.requiredScope()
                        + ", which is not in the catalog.");
            }
        }
    }

    /** Returns those networks of a setting that can be read. */
    List<IpRange> networks(String setting, List<String> cidrs) {
        List<IpRange> networks = new ArrayList<>();
        for (String cidr : cidrs) {
            IpRange.parse(cidr)
                    .filter(range -> range.isNotedAs(cidr))
                    .ifPresentOrElse(
                            networks::add,
                            () -> problems.add(setting + ": give networks like 203.0.113.0/24, not '" + cidr + "'."));
        }
        return networks;
    }

    void strangers(int burst, int perSecond) {
        if (outOfRange(burst) || outOfRange(perSecond)) {
            problems.add("strangers: give a burst and a rate from 1 to " + MOST_STRANGERS + ".");
        }
    }

    void site(Links links, List<Locale> languages) {
        if (languages.isEmpty()) {
            problems.add("languages: offer at least one.");
        }
        Stream.of(
                        links.docs(),
                        links.reference(),
                        links.changelog(),
                        links.support(),
                        links.status(),
                        links.terms(),
                        links.privacy())
                .flatMap(Optional::stream)
                .filter(link -> !LINK.matcher(link.toString()).matches())
                .forEach(link -> problems.add(
                        "links: give https or mailto addresses or paths beginning with a slash, not '" + link + "'."));
    }

    void required(String setting, @Nullable Object value) {
        if (value == null) {
            problems.add(setting + ": is required.");
        }
    }

    void throwIfAnyFailed() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static boolean outOfRange(int value) {
        return value < 1 || value > MOST_STRANGERS;
    }
}
