package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of an app as a file of environment variables, inside the page that shows the secret: the browser saves it,
 * the server keeps nothing.
 *
 * @param name the file's name, from the app's name
 * @param href a {@code data:} URL with its content
 */
record EnvFile(String name, String href) {

    private static final int LONGEST_NAME = 40;

    static EnvFile of(App app, @Nullable Secret secret) {
        String lines = "CLIENT_ID=" + app.clientId() + "\n"
                + (secret == null ? "" : "CLIENT_SECRET=" + secret.reveal() + "\n");
        String encoded = URLEncoder.encode(lines, StandardCharsets.UTF_8).replace("+", "%20");
        return new EnvFile(slug(app.profile().name()) + ".env", "data:text/plain;charset=utf-8," + encoded);
    }

    /** What is safe in a file name of any system. */
    private static String slug(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
        return cut.isEmpty() ? "app" : cut;
    }
}
