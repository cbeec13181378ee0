package dev.drawbridge.oauth.internal.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes hostile input: the same for the same seed. Text is Latin-1, one character per byte on the wire. */
final class Hostile {

    /** What must never come back as markup. */
    static final String MARKUP = "<dbx";

    /** A header field that no response has unless a value broke out of its own. */
    static final String HEADER = "x-broken-out";

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "null",
            "undefined",
            "[]",
            "{}",
            "{\"a\":1}",
            "0",
            "-1",
            "1e400",
            "9".repeat(400),
            "a".repeat(300),
            "b".repeat(9_000),
            "a\u0000b",
            "a\r\n" + HEADER + ": 1",
            "\r\n\r\n<html>",
            "a\nb\tc\u000bd",
            "\"><dbx onload=alert(1)>",
            "'--<dbx>${7*7}#{7*7}{{7*7}}",
            "' or '1'='1'; drop table dp_app; --",
            "\\",
            "\"",
            "\u00c3\u00bc",
            "\u00ff\u00fe\u00ed\u00a0\u0080",
            "\u00e2\u0080\u00ae\u00f0\u009f\u0098\u0080",
            "javascript:alert(1)",
            "data:text/html,<dbx>",
            "//evil.test",
            "/\\evil.test",
            "https://evil.test/cb",
            "http://127.0.0.1:99999/cb",
            "http://[::1]:1/cb",
            "http://[:::/",
            "https://client.test/callback/../x",
            "https://client.test/callback#f",
            "https://client.test/callback%0d%0a",
            "https://client.test@evil.test/callback",
            "urn:ietf:params:oauth:request_uri:x",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "../../etc/passwd",
            "%00",
            "%",
            "%e0%80%80",
            "*",
            "tickets.*",
            "tickets.read  tickets.read",
            "tickets.read\ttickets.write",
            "eyJhbGciOiJub25lIn0.e30.",
            "e30.e30.e30",
            "a.b.c",
            "...",
            "true",
            "none",
            "S256",
            "plain",
            "code",
            "token",
            "login consent none select_account",
            "allow",
            "deny",
            "disconnect");

    private static final List<String> HEADERS = List.of(
            "Authorization: ",
            "Authorization: Basic",
            "Authorization: Basic !!!!",
            "Authorization: Basic Og==",
            "Authorization: Basic gICAOg==",
            "Authorization: Bearer x",
            "Authorization: Negotiate YII=",
            "DPoP: ",
            "DPoP: a.b.c",
            "DPoP: e30.e30.e30",
            "DPoP: eyJhbGciOiJub25lIiwidHlwIjoiZHBvcCtqd3QifQ.e30.",
            "Origin: null",
            "Origin: https://evil.test",
            "Host: evil.test",
            "Host: ",
            "X-Forwarded-For: 1.2.3.4, \"",
            "X-Forwarded-Host: evil.test",
            "Forwarded: for=\"[::1\";host=evil.test",
            "X-Request-Id: a\"b<dbx>",
            "Cookie: ;;;=;a;=b;dp_authorize_=1",
            "Sec-Fetch-Site: cross-site",
            "Accept: text/html",
            "Accept: \u00ff, */*;q=zz",
            "Accept-Language: ../../<dbx>",
            "If-None-Match: \"" + "x".repeat(500),
            "X-HTTP-Method-Override: DELETE",
            "Content-Encoding: gzip",
            "Range: bytes=0-0,5-1");

    private static final List<String> TYPES = List.of(
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=utf-16",
            "APPLICATION/X-WWW-FORM-URLENCODED;;;",
            "application/json",
            "multipart/form-data; boundary=x",
            "text/plain",
            "",
            "\u00ff");

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "0",
            "-1e999",
            "[null]",
            "[[]]",
            "[1]",
            "[\"\"]",
            "{\"keys\":[]}",
            "{\"keys\":[{}]}",
            "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}",
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e<dbx>\"",
            "[\"javascript:alert(1)\"]",
            "[\"com.example.app://.x/\"]",
            "[\"https://x.test/%00\"]",
            "[\"https://169.254.169.254/\"]",
            "\"http://127.0.0.1:1/jwks\"",
            "[\"client_credentials\",\"implicit\"]",
            "[\"token\"]",
            "\"private_key_jwt\"",
            "\"none\"",
            "\"admin * tickets.*\"");

    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW");

    private final Random random;
    private final List<String> known;

    /**
     * Begins a sequence.
     *
     * @param seed where it begins
     * @param known values that mean something here: ids, tokens and codes of other clients
     */
    Hostile(long seed, List<String> known) {
        this.random = new Random(seed);
        this.known = known;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String value() {
        String value = chance(35) ? oneOf(known) : oneOf(VALUES);
        return chance(25) ? mutated(value) : value;
    }

    /** A form that would do, of which one to three parameters are replaced, repeated, left out or added. */
    String form(Map<String, String> good, List<String> others) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(good.entrySet());
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(fields.size() + 1);
            String name = at < fields.size() && chance(70) ? fields.get(at).getKey() : oneOf(others);
            switch (random.nextInt(5)) {
                case 0 -> fields.add(at, Map.entry(name, value()));
                case 1 -> fields.removeIf(field -> field.getKey().equals(name));
                case 2 -> fields.add(at, Map.entry(mutated(name), value()));
                default -> fields.replaceAll(field -> field.getKey().equals(name) ? Map.entry(name, value()) : field);
            }
        }
        List<String> pairs = new ArrayList<>();
        fields.forEach(field -> pairs.add(encoded(field.getKey()) + "=" + encoded(field.getValue())));
        String form = String.join(chance(97) ? "&" : oneOf(List.of("&&", ";", "&=&")), pairs);
        return chance(2) ? form + "&a".repeat(250) : form;
    }

    /** A JSON object that would do, of which one to three members are replaced, repeated or added, or its text changed. */
    String json(Map<String, String> good, List<String> others) {
        List<Map.Entry<String, String>> members = new ArrayList<>(good.entrySet());
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = chance(60) ? oneOf(members).getKey() : oneOf(others);
            String value = chance(60) ? oneOf(JSON) : "\"" + value().replaceAll("[\"\\\\\\x00-\\x1f]", "") + "\"";
            if (chance(80)) {
                members.removeIf(member -> member.getKey().equals(name));
            }
            members.add(Map.entry(name, value));
        }
        List<String> pairs = new ArrayList<>();
        members.forEach(member -> pairs.add("\"" + member.getKey() + "\":" + member.getValue()));
        String json = "{" + String.join(",", pairs) + "}";
        return chance(10) ? mutated(json) : json;
    }

    /** The same for a request line, which the server in front of us would refuse if it were worse than this. */
    static String query(String form) {
        return form.replaceAll("[^\\x21-\\x7e]|[\"<>\\\\^`{|}#]", "%FF").replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }

    /** Percent-encoded as it should be: mutations stay in the value. */
    static String proper(String latin1) {
        return URLEncoder.encode(latin1, StandardCharsets.ISO_8859_1);
    }

    List<String> headers() {
        List<String> lines = new ArrayList<>();
        lines.add("Content-Type: " + (chance(85) ? TYPES.get(0) : oneOf(TYPES)));
        while (chance(30)) {
            lines.add(oneOf(HEADERS));
        }
        if (chance(10)) {
            lines.add("Authorization: Basic " + base64(oneOf(known) + ":" + value()));
        }
        if (chance(5)) {
            StringBuilder cookies = new StringBuilder("Cookie: a=b");
            for (int i = 0; i < 14; i++) {
                cookies.append("; dp_authorize_")
                        .append(chance(50) ? "01" + i : "\u00e9\u00aa" + i)
                        .append("=x");
            }
            lines.add(cookies.toString());
        }
        return lines;
    }

    String methodInsteadOf(String usual) {
        return chance(4) ? oneOf(METHODS) : usual;
    }

    static String base64(String latin1) {
        return Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String encoded(String text) {
        int how = random.nextInt(60);
        if (how == 0) {
            return text.replaceAll("[\\x00-\\x20\\x7f\"<>\\\\^`{|}#]", "%").replace("&", "%26");
        }
        return how == 1 ? proper(proper(text)) : proper(text);
    }

    private String mutated(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, (char) random.nextInt(256));
                case 1 -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(4)));
                case 2 -> changed.insert(at, oneOf(VALUES.subList(0, 8)));
                default -> changed.append(changed.substring(0, Math.min(at, 40)));
            }
        }
        return changed.toString();
    }
}
