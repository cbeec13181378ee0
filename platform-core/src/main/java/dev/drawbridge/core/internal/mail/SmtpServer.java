package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where and how mails are handed over, read from
 * {@code smtp[s]://[user:password@]host[:port][?from=...&starttls=...&ehlo=...]}.
 *
 * @param host the server
 * @param port 587 for {@code smtp} and 465 for {@code smtps} unless given
 * @param tls how the connection is protected
 * @param user the login, or empty for none
 * @param password its password
 * @param from the sender's address, if the URL names one
 * @param ehlo the name by which we introduce ourselves (RFC 5321 §4.1.1.1), if the URL names one
 */
public record SmtpServer(
        String host, int port, Tls tls, String user, Secret password, Optional<String> from, Optional<String> ehlo) {

    /** How a connection is protected. */
    public enum Tls {
        /** From the first byte on. */
        IMPLICIT,
        /** By STARTTLS, or not at all. */
        REQUIRED,
        /** By STARTTLS if the server offers it. */
        IF_OFFERED,
        /** Never. */
        OFF
    }

    private static final int SUBMISSION_PORT = 587;
    private static final int SMTPS_PORT = 465;
    private static final int MAX_PORT = 65_535;
    private static final Set<String> OPTIONS = Set.of("from", "starttls", "ehlo");
    // A domain or an address literal (RFC 5321 §4.1.3); nothing that could begin another command.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,255}|\\[[A-Za-z0-9.:]{2,64}]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads a URL. What is wrong is said without repeating the URL, which may hold a password.
     *
     * @throws IllegalArgumentException if it is no URL of that form
     */
    public static SmtpServer parse(String url) {
        URI uri = uri(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean implicit = scheme.equals("smtps");
        if (!implicit && !scheme.equals("smtp")) {
            throw refused("it must begin with smtp:// or smtps://");
        }
        String host = uri.getHost();
        if (host == null) {
            throw refused("it names no host");
        }
        if (!uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/") || uri.getRawFragment() != null) {
            throw refused("nothing may follow the port but ?from=, &starttls= and &ehlo=");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : implicit ? SMTPS_PORT : SUBMISSION_PORT;
        if (port < 1 || port > MAX_PORT) {
            throw refused("the port must be 1 to " + MAX_PORT);
        }
        String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = login.indexOf(':');
        if (!login.isEmpty() && colon < 1) {
            throw refused("the login must be user:password, percent-encoded");
        }
        String user = colon < 1 ? "" : decode(login.substring(0, colon));
        Secret password = Secret.of(colon < 1 ? "" : decode(login.substring(colon + 1)));
        Parameters options = options(uri);
        // A password must not cross a network in clear because a server forgot to offer TLS.
        Tls usual = user.isEmpty() || LOOPBACK.contains(host) ? Tls.IF_OFFERED : Tls.REQUIRED;
        Tls tls = implicit ? Tls.IMPLICIT : startTls(options).orElse(usual);
        return new SmtpServer(host, port, tls, user, password, options.first("from"), ehlo(options));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw refused("it is no URL; percent-encode special characters of the password");
        }
    }

    private static Parameters options(URI uri) {
        Parameters options = Parameters.tryParse(uri.getRawQuery() == null ? "" : uri.getRawQuery())
                .orElseThrow(() -> refused("what follows ? is malformed"));
        for (String name : options.names()) {
            if (!OPTIONS.contains(name)) {
                throw refused("after ? only from, starttls and ehlo are known");
            }
        }
        return options;
    }

    private static Optional<Tls> startTls(Parameters options) {
        return options.first("starttls").map(value -> switch (value) {
            case "required" -> Tls.REQUIRED;
            case "optional" -> Tls.IF_OFFERED;
            case "off" -> Tls.OFF;
            default -> throw refused("starttls is required, optional or off");
        });
    }

    private static Optional<String> ehlo(Parameters options) {
        Optional<String> name = options.first("ehlo");
        if (name.filter(it -> !NAME.matcher(it).matches()).isPresent()) {
            throw refused("ehlo is a host name, or an address in brackets");
        }
        return name;
    }

    /**
     * Returns how the host of a URL introduces itself: its name, or its address as a literal.
     *
     * @param host as {@link URI#getHost} returns it
     */
    public static String nameOf(String host) {
        if (host.startsWith("[")) {
            return "[IPv6:" + host.substring(1);
        }
        return ADDRESS.matcher(host).matches() ? "[" + host + "]" : host;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("the login is not percent-encoded");
        }
    }

    private static IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException("The SMTP URL is refused: " + reason
                + ". It looks like smtp://user:password@mail.example.com:587?from=noreply@example.com");
    }
}
