package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.account.Account;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes and reads what a browser keeps to prove that it logged in to an account before: {@code <id>.<issued at>.<MAC>}.
 * Thread-safe.
 *
 * <p>The code covers the account and the hash of its password, neither of which is in the token: it says nothing about whose
 * it is, and a new password voids it without anything being kept. It proves no more than an earlier login: it spares its
 * browser the guesses of strangers, and never replaces a password.
 */
public final class DeviceTokens {

    /** How long a token is good. */
    public static final Duration LIFETIME = Duration.ofDays(365);

    private static final int ID_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Vault vault;
    private final RandomGenerator random;

    public DeviceTokens(Vault vault, RandomGenerator random) {
        this.vault = vault;
        this.random = random;
    }

    public Secret issue(Account account, String passwordHash, Instant now) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String device = ENCODER.encodeToString(id);
        long issuedAt = now.getEpochSecond();
        byte[] mac = vault.mac(Vault.Purpose.DEVICE, message(device, issuedAt, account, passwordHash));
        return Secret.of(device + "." + issuedAt + "." + ENCODER.encodeToString(mac));
    }

    /** Returns the browser's id, or empty if the token does not prove a login to this account with its present password. */
    public Optional<String> read(Secret token, Account account, Instant now) {
        Matcher matcher = FORM.matcher(token.reveal());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long issuedAt = Long.parseLong(matcher.group(2));
        if (!now.isBefore(Instant.ofEpochSecond(issuedAt).plus(LIFETIME))) {
            return Optional.empty();
        }
        byte[] message = message(matcher.group(1), issuedAt, account, account.passwordHash());
        byte[] mac = Base64.getUrlDecoder().decode(matcher.group(3));
        return vault.verifies(Vault.Purpose.DEVICE, message, mac) ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static byte[] message(String device, long issuedAt, Account account, String passwordHash) {
        return String.join("|", device, Long.toString(issuedAt), account.id().value(), passwordHash)
                .getBytes(StandardCharsets.UTF_8);
    }
}
