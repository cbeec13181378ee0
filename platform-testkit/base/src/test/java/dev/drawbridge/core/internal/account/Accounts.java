package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A platform with accounts alone, and a browser that sends what a form of the same origin sends. */
final class Accounts {

    static final String PASSWORD = "correct horse battery staple";
    static final String JSON = "/developers/api/v1";

    private static final int FAST_COST = 4;
    private static final Pattern LINK = Pattern.compile("https://portal\\.test(/developers/(\\w+)\\?token=\\S+)");

    final SettableClock clock;
    final MemoryCoreStores core;
    final AccountStores stores;
    final TestPlatform test;

    private final Browser browser;
    private final InetAddress peer;

    Accounts() {
        this(UnaryOperator.identity(), List.of());
    }

    Accounts(UnaryOperator<DeveloperAccounts.Builder> settings) {
        this(settings, List.of());
    }

    Accounts(Feature... others) {
        this(UnaryOperator.identity(), List.of(others));
    }

    private Accounts(UnaryOperator<DeveloperAccounts.Builder> settings, List<Feature> others) {
        this.clock = new SettableClock();
        this.core = new MemoryCoreStores(clock);
        this.stores = MemoryAccountStores.on(core.transactions());
        this.peer = InetAddress.getLoopbackAddress();
        TestPlatform.Builder platform =
                TestPlatform.builder().clock(clock).stores(core).set(env -> env.limits(FakeHost.LIMITS));
        others.forEach(feature -> platform.add(env -> feature));
        this.test = platform.add(env -> settings.apply(
                                DeveloperAccounts.builder(env, stores).insecurePasswordCostForTests(FAST_COST))
                        .build())
                .build();
        this.browser = Browser.of(test).address(peer);
    }

    private Accounts(Accounts same, InetAddress peer) {
        this.clock = same.clock;
        this.core = same.core;
        this.stores = same.stores;
        this.test = same.test;
        this.peer = peer;
        this.browser = Browser.of(test).address(peer);
    }

    /** Another browser, without cookies, at another address; the platform is the same. */
    Accounts at(String address) {
        try {
            return new Accounts(this, InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    Response get(String target) {
        return send("GET", target, Headers.NONE, new byte[0]);
    }

    Response postForm(String target, Map<String, String> fields) {
        return postForm(target, fields, Map.of("Sec-Fetch-Site", "same-origin"));
    }

    Response postForm(String target, Map<String, String> fields, Map<String, String> headers) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        Headers all = with(headers).plus("Content-Type", "application/x-www-form-urlencoded");
        return send("POST", target, all, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends JSON as a program does: without cookies and without what browsers add. */
    Response json(String method, String path, Map<String, Object> body, Map<String, String> headers) {
        Headers all = with(headers).plus("Content-Type", "application/json");
        return response(method, JSON + path, all, Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    Response json(String method, String path, Map<String, Object> body) {
        return json(method, path, body, Map.of());
    }

    Response follow(Response redirect) {
        return get(redirect.header("Location").orElseThrow());
    }

    Response send(String method, String target, Headers headers, byte[] body) {
        return browser.send(method, target, headers, body);
    }

    Map<String, String> cookies() {
        return browser.cookies();
    }

    List<Mail> mailsTo(String address) {
        test.deliverMails();
        return test.mails().to(address);
    }

    Mail lastMailTo(String address) {
        List<Mail> mails = mailsTo(address);
        return mails.get(mails.size() - 1);
    }

    String linkIn(Mail mail, String page) {
        Matcher matcher = LINK.matcher(mail.text());
        while (matcher.find()) {
            if (matcher.group(2).equals(page)) {
                return matcher.group(1);
            }
        }
        throw new AssertionError("No link to " + page + " in " + mail.text());
    }

    static String tokenOf(String link) {
        return URLDecoder.decode(link.substring(link.indexOf('=') + 1), StandardCharsets.UTF_8);
    }

    static JsonObject body(Response response) {
        return Json.readObject(response.body());
    }

    private Response response(String method, String target, Headers headers, byte[] body) {
        return test.handle(Request.of(method, target, headers, peer).withBody(body));
    }

    private static Headers with(Map<String, String> fields) {
        Headers headers = Headers.NONE;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            headers = headers.plus(field.getKey(), field.getValue());
        }
        return headers;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
