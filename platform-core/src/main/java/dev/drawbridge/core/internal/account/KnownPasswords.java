package dev.drawbridge.core.internal.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Long passwords that people really had and that everybody can look up (ASVS 6.2.4): {@code common-passwords.txt} names its
 * source and licence. Case does not matter. Beside {@link CommonPasswords}, which recognises what is put together of common
 * pieces, whether anybody had it or not. Pure.
 */
final class KnownPasswords {

    private static final String COMMENT = "#";
    private static final Set<String> ALL = read();

    private KnownPasswords() {}

    static boolean contains(String password) {
        return ALL.contains(password.toLowerCase(Locale.ROOT));
    }

    static Set<String> all() {
        return ALL;
    }

    private static Set<String> read() {
        try (InputStream file = KnownPasswords.class.getResourceAsStream("common-passwords.txt")) {
            if (file == null) {
                throw new IllegalStateException("common-passwords.txt is missing beside " + KnownPasswords.class);
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith(COMMENT))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
