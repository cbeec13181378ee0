package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.site.Branding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Style, script and icons of all pages, served from the jar, and the host's marks and colours. Their paths have a hash of the content, so browsers keep the
 * files for a year and never see old ones; files of one version are in one folder and refer to each other by name.
 * Immutable and thread-safe.
 */
public final class Assets {

    private static final int HASH_BYTES = 12;
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SVG = "image/svg+xml";
    private static final String ICON = "icon";
    private static final String LOGO = "logo";

    private final String folder;
    private final List<Route> routes;
    private final boolean logo;
    private final String iconType;

    private Assets(String folder, List<Route> routes, boolean logo, String iconType) {
        this.folder = folder;
        this.routes = List.copyOf(routes);
        this.logo = logo;
        this.iconType = iconType;
    }

    /** A file as it is served. */
    private record Asset(String mediaType, byte[] content) {}

    /**
     * Reads the assets.
     *
     * @param productName what the product is called
     * @param branding how the host wants pages to look, without faults
     * @return the assets of this jar and of the host
     */
    public static Assets load(String productName, Branding branding) {
        Map<String, Asset> files = files(productName, branding);
        MessageDigest digest = sha256();
        files.values().forEach(file -> digest.update(file.content()));
        String folder = PortalPaths.ASSETS + HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES) + "/";
        List<Route> routes = new ArrayList<>();
        files.forEach((name, file) -> {
            Response response = response(file.mediaType(), file.content());
            routes.add(Route.asset(folder + name, request -> response));
        });
        return new Assets(
                folder,
                routes,
                branding.logo().isPresent(),
                icon(productName, branding).mediaType());
    }

    private static Map<String, Asset> files(String productName, Branding branding) {
        Map<String, Asset> files = new LinkedHashMap<>();
        files.put("app.css", new Asset(CSS, read("app.css")));
        files.put("app.js", new Asset("text/javascript; charset=utf-8", read("app.js")));
        files.put("icons.svg", new Asset(SVG, read("icons.svg")));
        files.put("brand.css", new Asset(CSS, BrandStyle.css(branding).getBytes(StandardCharsets.UTF_8)));
        files.put(ICON, icon(productName, branding));
        branding.logo().ifPresent(logo -> files.put(LOGO, image(logo)));
        branding.darkLogo().ifPresent(logo -> files.put("logo-dark", image(logo)));
        return files;
    }

    private static Asset icon(String productName, Branding branding) {
        return branding.icon().map(Assets::image).orElseGet(() -> letter(productName, branding));
    }

    private static Asset image(byte[] content) {
        return new Asset(BrandStyle.mediaType(content).orElseThrow(), content);
    }

    /** The first letter of the product's name on a tile. */
    private static Asset letter(String productName, Branding branding) {
        String accent = branding.accent().map(Branding.Accent::light).orElse("#4f46e5");
        String svg = Components.TEMPLATES
                .render("icon", new Icon(accent, BrandStyle.on(accent), initial(productName)))
                .markup();
        return new Asset(SVG, svg.getBytes(StandardCharsets.UTF_8));
    }

    record Icon(String accent, String onAccent, String letter) {}

    /** Returns the first letter of a name. */
    static String initial(String name) {
        String stripped = name.strip();
        return stripped.substring(0, stripped.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    /** Tells whether the host has a mark of its own. */
    boolean hasLogo() {
        return logo;
    }

    /** Returns the path of the style sheet with the host's colours, behind the common one. */
    String brandPath() {
        return folder + "brand.css";
    }

    /** Returns the media type of the icon. */
    String iconType() {
        return iconType;
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
        return folder + ICON;
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
}
