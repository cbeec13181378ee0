package dev.drawbridge.core.internal.account;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address that a developer may sign up with: {@code local@domain}, lower case, no display name, no quotes.
 *
 * @param value the whole address
 * @param local the part before the sign
 * @param domain the part after it, in ASCII (RFC 5891)
 */
public record EmailAddress(String value, String local, String domain) {

    public static final String HOW_TO = "Enter an email address like name@example.com.";

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final Pattern DOT_ATOM =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    /** Reads what was typed; empty if it is no address. */
    public static Optional<EmailAddress> parse(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        int at = text.indexOf('@');
        if (at < 1 || at > MAX_LOCAL || text.length() > MAX_LENGTH || text.indexOf('@', at + 1) >= 0) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        if (!DOT_ATOM.matcher(local).matches()) {
            return Optional.empty();
        }
        return asciiDomain(text.substring(at + 1))
                .map(domain -> new EmailAddress(local + "@" + domain, local, domain))
                .filter(address -> address.value().length() <= MAX_LENGTH);
    }

    /** Shows just enough to recognise it: the first letter and the domain. */
    public String masked() {
        return local.charAt(0) + "…@" + domain;
    }

    private static Optional<String> asciiDomain(String domain) {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            boolean named = ascii.indexOf('.') > 0 && !ascii.endsWith(".") && !ascii.contains("..");
            return named ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
