package dev.drawbridge.oauth.internal.world;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.TestPlatform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The browser of a user of the host, who submits the one form of a page and follows no redirect. */
public final class HostBrowser {

    private static final Pattern FORM =
            Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");

    private final Browser browser;

    public HostBrowser(TestPlatform test) {
        this.browser = Browser.of(test);
    }

    public HostBrowser login(String user) {
        browser.setCookie(FakeHost.USER, user);
        return this;
    }

    public Map<String, String> cookies() {
        return browser.cookies();
    }

    public Response get(String target) {
        return browser.send("GET", target, headers("none"), new byte[0]);
    }

    public Response post(String target, String body) {
        return post(target, body, "same-origin");
    }

    public Response post(String target, String body, String site) {
        Headers headers = headers(site).with("Content-Type", "application/x-www-form-urlencoded");
        return browser.send("POST", target, headers, body.getBytes(StandardCharsets.US_ASCII));
    }

    /** Submits the form of a page: its hidden fields, the boxes that are ticked unless others are named, one button. */
    public Response submit(Response page, String button, String value, String... boxes) {
        List<String> fields = new ArrayList<>(hidden(page));
        fields.add(button + "=" + value);
        for (String box : boxes.length == 0 ? ticked(page) : List.of(boxes)) {
            fields.add(box);
        }
        return post(action(page), String.join("&", fields));
    }

    /** The address that the page's form is sent to. */
    public static String action(Response page) {
        return form(page).group(1);
    }

    public static List<String> hidden(Response page) {
        return inputs(page).stream()
                .filter(input -> "hidden".equals(attribute(input, "type")))
                .map(input -> attribute(input, "name") + "=" + OAuthWorld.encode(attribute(input, "value")))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The boxes that are ticked, as they are sent. */
    public static List<String> ticked(Response page) {
        return inputs(page).stream()
                .filter(input -> "checkbox".equals(attribute(input, "type")) && input.contains(" checked"))
                .map(input -> attribute(input, "name") + "=" + OAuthWorld.encode(attribute(input, "value")))
                .toList();
    }

    /** Where a redirect leads, with its parameters. */
    public static Parameters response(Response redirect) {
        URI location = URI.create(redirect.header("Location").orElseThrow());
        return Parameters.parse(location.getRawQuery());
    }

    private static List<String> inputs(Response page) {
        Matcher matcher = INPUT.matcher(form(page).group(2));
        List<String> inputs = new ArrayList<>();
        while (matcher.find()) {
            inputs.add(matcher.group());
        }
        return inputs;
    }

    private static Matcher form(Response page) {
        Matcher matcher = FORM.matcher(page.text());
        if (!matcher.find()) {
            throw new AssertionError("The page has no form: " + page.status() + " " + page.text());
        }
        return matcher;
    }

    private static String attribute(String tag, String name) {
        Matcher matcher = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Headers headers(String site) {
        return Headers.NONE.with("Sec-Fetch-Site", site).with("Accept", "text/html");
    }
}
