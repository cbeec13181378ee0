package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.VaultException;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.account.MailRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The device tokens in rows of mail requests: sealed, because they prove something, if little. Thread-safe. */
public final class SealedDevices {

    private static final Logger LOG = LoggerFactory.getLogger(SealedDevices.class);
    private static final int MAX_LENGTH = 200;

    private final Vault vault;

    /**
     * Makes the part.
     *
     * @param vault seals and opens
     */
    public SealedDevices(Vault vault) {
        this.vault = vault;
    }

    /** Returns what the row keeps: empty if there is no token, or it is not one of this platform. */
    String seal(String requestId, Optional<Secret> device) {
        return device.map(Secret::reveal)
                .filter(text -> text.length() <= MAX_LENGTH)
                .map(text -> vault.seal(Vault.Purpose.MAIL, context(requestId), text.getBytes(StandardCharsets.UTF_8)))
                .orElse("");
    }

    Optional<Secret> open(MailRequest request) {
        if (request.device().isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] text = vault.open(Vault.Purpose.MAIL, context(request.id()), request.device());
            return Optional.of(Secret.of(new String(text, StandardCharsets.UTF_8)));
        } catch (VaultException e) {
            LOG.warn("Mail request {} cannot be opened with the master keys that there are", request.id());
            return Optional.empty();
        }
    }

    private static String context(String requestId) {
        return "dp_mail_request/" + requestId;
    }
}
