package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.PortalPaths;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Style, script and icons of all pages, served from the jar. Their paths have a hash of the content, so browsers keep the
 * files for a year and never see old ones; files of one version are in one folder and refer to each other by name.
 * Immutable and thread-safe.
 */
public final class Assets {

    private static final int HASH_BYTES = 12;
    private static final Map<String, String> MEDIA_TYPES = mediaTypes();

    private final String folder;
    private final List<Route> routes;

    private Assets(String folder, List<Route> routes) {
        this.folder = folder;
        this.routes = List.copyOf(routes);
    }

    /**
     * Reads the assets.
     *
     * @return the assets of this jar
     */
    public static Assets load() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        MessageDigest digest = sha256();
        for (String name : MEDIA_TYPES.keySet()) {
            byte[] content = read(name);
            files.put(name, content);
            digest.update(content);
        }
        String folder = PortalPaths.ASSETS + HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES) + "/";
        List<Route> routes = new ArrayList<>();
        files.forEach((name, content) -> {
            Response response = response(MEDIA_TYPES.getOrDefault(name, ""), content);
            routes.add(Route.asset(folder + name, request -> response));
        });
        return new Assets(folder, routes);
    }

    /**
     * Returns the path of the style sheet.
     *
     * @return with the hash
     */
    public String stylePath() {
        return folder + "app.css";
    }

    /**
     * Returns the path of the script.
     *
     * @return with the hash
     */
    public String scriptPath() {
        return folder + "app.js";
    }

    /**
     * Returns the path of the icon.
     *
     * @return with the hash
     */
    public String iconPath() {
        return folder + "icon.svg";
    }

    /**
     * Returns what serves the assets.
     *
     * @return one route for each
     */
    public List<Route> routes() {
        return routes;
    }

    private static Response response(String mediaType, byte[] content) {
        return Response.bytes(200, mediaType, content)
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("X-Content-Type-Options", "nosniff")
                // An SVG can be opened as a document: then it may do nothing.
                .with("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    private static byte[] read(String name) {
        try (InputStream stream = Assets.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The jar lacks " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static Map<String, String> mediaTypes() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("app.css", "text/css; charset=utf-8");
        types.put("app.js", "text/javascript; charset=utf-8");
        types.put("icon.svg", "image/svg+xml");
        types.put("icons.svg", "image/svg+xml");
        return types;
    }
}
