package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.JournalEntry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pictures of apps: uploaded by call and by form, served, removed. */
class LogoCallsTest extends PortalPages {

    private static final String SVG =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><rect width=\"1\" height=\"1\"/></svg>";

    private final String id = text(developer.create(web("Acme Sync")), "id");

    @Test
    @DisplayName("an uploaded picture is in the app's JSON, on the platform's own origin, and gone once it is removed")
    void upload() {
        Response uploaded = put("image/png", png());

        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(200);
        String path = text(uploaded, "logo");
        assertThat(path).matches("/developers/logos/[0-9a-f]{40}");
        assertThat(uploaded.header("ETag")).contains("\"2\"");
        assertThat(text(developer.get("/apps/" + id), "logo")).isEqualTo(path);
        Response served = get(path);
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("Content-Type")).contains("image/png");
        assertThat(served.header("Cache-Control")).contains("public, max-age=31536000, immutable");

        assertThat(developer.delete("/apps/" + id + "/logo").status()).isEqualTo(204);
        assertThat(body(developer.get("/apps/" + id)).toMap()).containsEntry("logo", null);
        assertThat(get(path).status()).isEqualTo(404);
        assertThat(developer.delete("/apps/" + id + "/logo").status()).isEqualTo(204);
        assertThat(portal.core.journal().about("app", id, 20))
                .extracting(JournalEntry::action)
                .containsOnlyOnce("app.logo_changed", "app.logo_removed");
    }

    @Test
    @Tag("A-105")
    @DisplayName("an SVG that is opened directly executes nothing: it is served in a sandbox and says what it is")
    void sandboxed() {
        Response served = get(text(put("image/svg+xml", SVG.getBytes(StandardCharsets.UTF_8)), "logo"));

        assertThat(served.header("Content-Type")).contains("image/svg+xml");
        assertThat(served.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(served.header("Content-Security-Policy"))
                .contains("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    }

    @Test
    @DisplayName("other types, other contents and nothing are refused")
    void refused() {
        assertThat(put("text/html", png()).status()).isEqualTo(415);
        assertThat(put("image/webp", png()).status()).isEqualTo(415);
        Response script =
                put("image/svg+xml", SVG.replace("<rect", "<script/><rect").getBytes(StandardCharsets.UTF_8));
        assertThat(script.status()).isEqualTo(422);
        assertThat(script.text()).contains("\"logo\"", "logo_invalid");
        assertThat(put("image/png", "<html>".getBytes(StandardCharsets.UTF_8)).text())
                .contains("logo_invalid");
        assertThat(put("image/png", new byte[0]).text()).contains("logo_required");
        assertThat(body(developer.get("/apps/" + id)).toMap()).containsEntry("logo", null);
    }

    @Test
    @Tag("A-106")
    @DisplayName("only uploads of pictures may be larger than other requests, up to one megabyte")
    void sizes() {
        int logo = limit("PUT", "/developers/api/v1/apps/" + id + "/logo");
        assertThat(logo).isEqualTo(1024 * 1024);
        assertThat(limit("POST", "/developers/apps/" + id + "/logo")).isBetween(logo, logo + 100_000);
        for (String other : List.of("/developers/api/v1/apps", "/oauth/token", "/nowhere")) {
            assertThat(limit("POST", other)).as(other).isEqualTo(Request.MAX_BODY_BYTES);
        }
        assertThat(limit("DELETE", "/developers/api/v1/apps/" + id + "/logo")).isEqualTo(Request.MAX_BODY_BYTES);
    }

    private int limit(String method, String path) {
        return portal.test
                .platform()
                .handler()
                .maxBodyBytes(Request.of(method, path, Headers.NONE, InetAddress.getLoopbackAddress()));
    }

    @Test
    void somebodyElseChangesNoPicture() {
        AppPortal.Session stranger = portal.developer("other@acme.test");

        assertThat(stranger.delete("/apps/" + id + "/logo").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("the settings take a picture by a form, and refuse what is none with the page")
    void form() {
        String page = browser.get(path(only(), "/edit")).response().text();
        assertThat(page).contains("enctype=\"multipart/form-data\"", "type=\"file\"", "name=\"logo\"");
        Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();

        Response saved = post(token.group(1), "logo.png", png());
        assertThat(saved.status()).as(saved.text()).isEqualTo(303);
        String logo = text(developer.get("/apps/" + id), "logo");
        assertThat(browser.get(path(only(), "/edit")).response().text()).contains("src=\"" + logo + "\"");

        Response refused = post(token.group(1), "logo.png", "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(post(token.group(1), "logo.png", new byte[0]).text()).contains("Choose an image file");
        assertThat(post("wrong", "logo.png", png()).status()).isEqualTo(403);
    }

    private Response post(String token, String name, byte[] file) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--x1\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + token
                        + "\r\n--x1\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes("\r\n--x1--\r\n".getBytes(StandardCharsets.UTF_8));
        return browser.send(
                "POST",
                "/developers/apps/" + id + "/logo",
                Headers.NONE.with("Content-Type", "multipart/form-data; boundary=x1"),
                form.toByteArray());
    }

    private Response put(String type, byte[] file) {
        return developer.send("PUT", "/apps/" + id + "/logo", Map.of("Content-Type", type), file);
    }

    private Response get(String path) {
        return portal.test.handle(Request.of("GET", path, Headers.NONE, InetAddress.getLoopbackAddress()));
    }

    private static byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
