package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountFieldCode;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.secret.Passwords;
import dev.drawbridge.core.model.Secret;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * What a password must be (NIST SP 800-63B §3.1.1.2): long, not longer than bcrypt can tell apart, and not among the first
 * that anyone would try. No rules about kinds of characters. Thread-safe.
 */
public final class PasswordRules {

    static final int MIN_CODE_POINTS = 15;

    private static final String FIELD = "password";
    private static final int MIN_PRODUCT_NAME = 4;

    private final String foldedProductName;

    /**
     * Makes the rules.
     *
     * @param productName what nobody may build a password on
     */
    public PasswordRules(String productName) {
        this.foldedProductName = CommonPasswords.fold(productName);
    }

    /** Finds what is wrong with a password for the account of an address. */
    Optional<FieldError> check(Secret password, Optional<EmailAddress> email) {
        String text = Normalizer.normalize(password.reveal(), Normalizer.Form.NFC);
        if (text.codePointCount(0, text.length()) < MIN_CODE_POINTS) {
            return error(
                    AccountFieldCode.PASSWORD_TOO_SHORT,
                    "Use at least " + MIN_CODE_POINTS + " characters. A few unrelated words work well.");
        }
        int bytes = Passwords.byteLength(password);
        if (bytes > Passwords.MAX_BYTES) {
            return error(
                    AccountFieldCode.PASSWORD_TOO_LONG,
                    "That password is too long: " + bytes + " bytes, the limit is " + Passwords.MAX_BYTES + ".");
        }
        List<String> context = email.map(address -> List.of(
                        CommonPasswords.fold(address.local()),
                        CommonPasswords.fold(address.domain()),
                        CommonPasswords.fold(
                                address.domain().substring(0, address.domain().indexOf('.')))))
                .orElse(List.of());
        boolean namesProduct = foldedProductName.length() >= MIN_PRODUCT_NAME
                && CommonPasswords.fold(text).contains(foldedProductName);
        if (namesProduct || KnownPasswords.contains(text) || CommonPasswords.contains(text, context)) {
            return error(AccountFieldCode.PASSWORD_TOO_COMMON, "This password is too easy to guess. Choose another.");
        }
        return Optional.empty();
    }

    private static Optional<FieldError> error(AccountFieldCode code, String message) {
        return Optional.of(new FieldError(FIELD, code, message));
    }
}
