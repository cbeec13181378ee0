package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.Cookie;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.HostSession;
import dev.drawbridge.core.spi.HostUser;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Who is logged in to Fieldwork: a random cookie, its hash in a row. Thread-safe. */
final class Sessions implements HostSession {

    private static final String COOKIE = "fieldwork_session";
    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final int TOKEN_BYTES = 32;

    private final Sql sql;
    private final InstantSource clock;
    private final boolean secure;

    Sessions(Sql sql, InstantSource clock, boolean secure) {
        this.sql = sql;
        this.clock = clock;
        this.secure = secure;
    }

    @Override
    public Optional<HostUser> current(Request request) {
        return token(request)
                .flatMap(token -> sql
                        .query(
                                """
                        select u.id, u.email from fw_session s join fw_user u on u.id = s.user_id
                        where s.token_hash = ? and s.expires_at > ? and not u.disabled
                        """,
                                row -> new HostUser(new UserId(row.getString(1)), row.getString(2)),
                                TokenHash.of(token).value(),
                                clock.instant())
                        .stream()
                        .findFirst());
    }

    @Override
    public URI loginUrl(String returnTo) {
        return URI.create("/login?next=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8));
    }

    /** Begins a session. */
    Cookie open(UserId user, RandomGenerator random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.update(
                "insert into fw_session (token_hash, user_id, expires_at) values (?, ?, ?)",
                TokenHash.of(token).value(),
                user.value(),
                clock.instant().plus(LIFETIME));
        return new Cookie(COOKIE, token, LIFETIME, secure);
    }

    /** Ends the session of a request and sweeps those that expired. */
    Cookie close(Request request) {
        token(request)
                .ifPresent(token -> sql.update(
                        "delete from fw_session where token_hash = ? or expires_at < ?",
                        TokenHash.of(token).value(),
                        clock.instant()));
        return new Cookie(COOKIE, "", Duration.ZERO, secure);
    }

    private Optional<String> token(Request request) {
        return request.cookie(Cookie.wireName(COOKIE, secure));
    }
}
