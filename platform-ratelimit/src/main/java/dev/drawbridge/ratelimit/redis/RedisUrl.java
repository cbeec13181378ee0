package dev.drawbridge.ratelimit.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where Redis is and how it is reached.
 *
 * @param tls whether the connection is encrypted
 * @param host a name or an address
 * @param port 1 to 65,535
 * @param user whose password it is; empty means Redis's default user
 * @param password empty means none is asked
 * @param database its number
 */
record RedisUrl(boolean tls, String host, int port, Optional<String> user, Optional<String> password, int database) {

    private static final String FORM =
            "The URL of Redis must be redis:// or rediss://[[user]:password@]host[:port][/database]";
    private static final int DEFAULT_PORT = 6379;
    private static final int MOST_DATABASES = 1_000_000;

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it has another form; the message does not quote it, it may hold a password
     */
    static RedisUrl parse(String text) {
        URI url = uri(text);
        boolean tls = "rediss".equals(url.getScheme());
        boolean known = tls || "redis".equals(url.getScheme());
        int port = url.getPort() == -1 ? DEFAULT_PORT : url.getPort();
        if (!known || url.getHost() == null || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(FORM + ".");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(FORM + ", without anything behind it.");
        }
        Optional<String> userInfo = Optional.ofNullable(url.getUserInfo());
        if (userInfo.isPresent() && !userInfo.get().matches("(?s)[^:]*:.+")) {
            throw new IllegalArgumentException(
                    FORM + "; user and password must both be there, or the password behind a colon.");
        }
        return new RedisUrl(
                tls,
                url.getHost(),
                port,
                userInfo.map(info -> info.substring(0, info.indexOf(':'))).filter(user -> !user.isEmpty()),
                userInfo.map(info -> info.substring(info.indexOf(':') + 1)),
                database(url.getRawPath()));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM + ".");
        }
    }

    private static int database(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return 0;
        }
        if (!path.matches("/\\d{1,6}")) {
            throw new IllegalArgumentException(FORM + "; a database is a number below " + MOST_DATABASES + ".");
        }
        return Integer.parseInt(path.substring(1));
    }

    @Override
    public String toString() {
        return "RedisUrl[...]";
    }
}
