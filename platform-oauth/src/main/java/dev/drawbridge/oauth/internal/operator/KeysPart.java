package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.operator.OperatorRefusal;
import dev.drawbridge.core.internal.operator.SystemPanel;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import dev.drawbridge.core.spi.operator.SystemPart;
import dev.drawbridge.oauth.TokenKeys;
import dev.drawbridge.oauth.TokenKeys.PublishedKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The signing keys on the page about the system: which there are, the next one before its time, an end in an emergency. */
final class KeysPart {

    private static final String KEYS = "/keys";
    private static final String KID = "kid";
    private static final String ROTATE = KEYS + "/rotate";
    private static final String REVOKE = KEYS + "/{" + KID + "}/revoke";
    private static final String BACK = OperatorPaths.PAGES + SystemPanel.PATH;

    private final TokenKeys keys;
    private final Templates templates = Templates.of(KeysPart.class);

    KeysPart(TokenKeys keys) {
        this.keys = keys;
    }

    /**
     * The model of {@code keys.jte}.
     *
     * @param rows the keys, oldest first
     * @param rotatePath the page that asks before the next key is announced; empty for those who change nothing
     */
    record Model(List<Row> rows, String rotatePath) {}

    /** A key; its {@code revokePath} is empty for those who change nothing. */
    record Row(PublishedKey key, String state, Tone tone, String revokePath) {}

    /** The model of {@code confirmKey.jte}. */
    record Confirmation(String consequence, String verb, String action, String back, String formToken) {}

    SystemPart part() {
        return new SystemPart(
                "keys",
                () -> keys.published().stream().map(KeysPart::json).toList(),
                this::section,
                List.of(
                        OperatorRoute.formPage(ROTATE, this::askRotate),
                        OperatorRoute.page("POST", ROTATE, this::rotateByForm),
                        OperatorRoute.formPage(REVOKE, this::askRevoke),
                        OperatorRoute.page("POST", REVOKE, this::revokeByForm),
                        OperatorRoute.json("POST", ROTATE, this::rotateByJson),
                        OperatorRoute.json("POST", REVOKE, this::revokeByJson)));
    }

    private Html section(OperatorCall call) {
        List<Row> rows = keys.published().stream()
                .map(key -> new Row(
                        key,
                        state(key),
                        key.signs() ? Tone.GOOD : Tone.NEUTRAL,
                        call.mayChange() ? OperatorPaths.PAGES + REVOKE.replace("{" + KID + "}", key.kid()) : ""))
                .toList();
        return templates.render("keys", new Model(rows, call.mayChange() ? OperatorPaths.PAGES + ROTATE : ""));
    }

    private PortalResponse askRotate(OperatorCall call) {
        return confirm(
                templates.text().of("keys.rotate-title"),
                new Confirmation(
                        templates.text().of("keys.rotate-text"),
                        templates.text().of("keys.rotate"),
                        call.request().path(),
                        BACK,
                        call.formToken()));
    }

    private PortalResponse askRevoke(OperatorCall call) {
        return confirm(
                templates.text().of("keys.revoke-title"),
                new Confirmation(
                        templates
                                .text()
                                .of("keys.revoke-text", named(call.request()).kid()),
                        templates.text().of("keys.revoke"),
                        call.request().path(),
                        BACK,
                        call.formToken()));
    }

    private PortalResponse confirm(String title, Confirmation model) {
        return PortalResponse.page(title, templates.render("confirmKey", model));
    }

    private PortalResponse rotateByForm(OperatorCall call) {
        rotate(call);
        return PortalResponse.seeOther(BACK);
    }

    private PortalResponse rotateByJson(OperatorCall call) {
        return new PortalResponse.Raw(Response.json(201, json(rotate(call))));
    }

    private PublishedKey rotate(OperatorCall call) {
        return keys.rotate(call.actor()).orElseThrow(OperatorRefusal.KEY_ANNOUNCED::problem);
    }

    private PortalResponse revokeByForm(OperatorCall call) {
        revoke(call);
        return PortalResponse.seeOther(BACK);
    }

    private PortalResponse revokeByJson(OperatorCall call) {
        revoke(call);
        return PortalResponse.json(
                200,
                Map.of("keys", keys.published().stream().map(KeysPart::json).toList()));
    }

    private void revoke(OperatorCall call) {
        if (!keys.revoke(named(call.request()).kid(), call.actor())) {
            throw Router.nothingHere();
        }
    }

    private PublishedKey named(Request request) {
        String kid = request.pathParameter(KID);
        return keys.published().stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .orElseThrow(Router::nothingHere);
    }

    private static String state(PublishedKey key) {
        if (key.signs()) {
            return "SIGNING";
        }
        return key.publishedUntil() == null ? "ANNOUNCED" : "RETIRED";
    }

    private static Map<String, @Nullable Object> json(PublishedKey key) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kid", key.kid());
        json.put("algorithm", key.algorithm().wireName());
        json.put("state", state(key));
        json.put("createdAt", key.announcedAt().toString());
        json.put("signsFrom", key.signsFrom().toString());
        json.put("publishedUntil", Objects.toString(key.publishedUntil(), null));
        return json;
    }
}
