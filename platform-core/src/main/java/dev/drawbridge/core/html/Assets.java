package dev.drawbridge.core.html;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Style, script and icon of all pages, served from the jar. The path has a hash of the content, so browsers keep a file
 * for a year and never see an old one. Immutable and thread-safe.
 */
public final class Assets {

    /** Below this path all assets stand. */
    public static final String MOUNT = "/developers/assets/";

    private static final int HASH_BYTES = 12;

    private final Asset style;
    private final Asset script;
    private final Asset icon;

    private Assets(Asset style, Asset script, Asset icon) {
        this.style = style;
        this.script = script;
        this.icon = icon;
    }

    /**
     * Reads the assets.
     *
     * @return the assets of this jar
     */
    public static Assets load() {
        return new Assets(
                Asset.read("app.css", "text/css; charset=utf-8"),
                Asset.read("app.js", "text/javascript; charset=utf-8"),
                Asset.read("icon.svg", "image/svg+xml"));
    }

    /**
     * Returns the path of the style sheet.
     *
     * @return with the hash of its content
     */
    public String stylePath() {
        return style.path();
    }

    /**
     * Returns the path of the script.
     *
     * @return with the hash of its content
     */
    public String scriptPath() {
        return script.path();
    }

    /**
     * Returns the path of the icon.
     *
     * @return with the hash of its content
     */
    public String iconPath() {
        return icon.path();
    }

    /**
     * Returns what serves the assets.
     *
     * @return one route for each
     */
    public List<Route> routes() {
        return List.of(style.route(), script.route(), icon.route());
    }

    private record Asset(String path, Response response) {

        static Asset read(String name, String contentType) {
            try (InputStream stream = Assets.class.getResourceAsStream(name)) {
                if (stream == null) {
                    throw new IllegalStateException("The jar lacks " + name);
                }
                byte[] content = stream.readAllBytes();
                Response response = Response.bytes(200, contentType, content)
                        .with("Cache-Control", "public, max-age=31536000, immutable")
                        .with("X-Content-Type-Options", "nosniff")
                        // An SVG can be opened as a document: then it may do nothing.
                        .with("Content-Security-Policy", "default-src 'none'; sandbox");
                return new Asset(MOUNT + hash(content) + "/" + name, response);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Route route() {
            Handler handler = request -> response;
            return Route.get(path, handler);
        }

        private static String hash(byte[] content) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
                return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }
}
