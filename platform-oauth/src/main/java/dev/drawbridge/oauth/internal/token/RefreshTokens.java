package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.spi.Family;
import dev.drawbridge.oauth.spi.FamilyId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes and reads refresh tokens: {@code <prefix>_rt_<family id>_<generation>_<HMAC-SHA256 of both and the family's salt>}.
 *
 * <p>No token has a row: which generation is current is kept in the family, and a token of any generation that we wrote is
 * recognised by its code. Thread-safe.
 */
public final class RefreshTokens {

    // Generations from 1, without leading zeros, so that a token has one spelling; 43 characters are 32 bytes.
    private static final Pattern BODY = Pattern.compile("([0-9A-Z]{26})_([1-9][0-9]{0,17})_[A-Za-z0-9_-]{43}");

    private final Vault vault;
    private final String lead;

    /**
     * Makes the writer and reader.
     *
     * @param credentials says how a refresh token begins
     * @param vault authenticates what is written
     */
    public RefreshTokens(CredentialFormat credentials, Vault vault) {
        this.vault = vault;
        this.lead = credentials.lead(CredentialFormat.Kind.REFRESH_TOKEN);
    }

    /**
     * A text of the right form.
     *
     * @param family which family it claims
     * @param generation which generation it claims
     * @param token the whole token
     */
    record Presented(FamilyId family, long generation, Secret token) {}

    /** Returns the token of a generation; throws if the family's vault key is not configured any more. */
    Secret token(Family family, long generation) {
        return write(family, generation)
                .orElseThrow(() -> new IllegalStateException("No master key " + family.keyId()));
    }

    /** Reads the form; proves nothing. */
    Optional<Presented> read(String token) {
        if (!token.startsWith(lead)) {
            return Optional.empty();
        }
        Matcher body = BODY.matcher(token.substring(lead.length()));
        return body.matches()
                ? Optional.of(
                        new Presented(new FamilyId(body.group(1)), Long.parseLong(body.group(2)), Secret.of(token)))
                : Optional.empty();
    }

    /** Tells whether we wrote this token for this family. */
    boolean genuine(Presented presented, Family family) {
        return family.id().equals(presented.family())
                && write(family, presented.generation())
                        .filter(presented.token()::equals)
                        .isPresent();
    }

    private Optional<Secret> write(Family family, long generation) {
        String named = family.id().value() + "_" + generation;
        byte[] message = (named + "_" + family.salt()).getBytes(StandardCharsets.US_ASCII);
        return vault.mac(family.keyId(), Vault.Purpose.REFRESH, message)
                .map(code -> Secret.of(lead + named + "_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(code)));
    }
}
