package dev.drawbridge.oauth;

import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.encode;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host that shows the consent page in its own way. */
class ConsentViewTest {

    private final List<ConsentQuestion> questions = new ArrayList<>();
    private final OAuthWorld platform = new OAuthWorld(builder -> builder.consentView(this::show));
    private final HostBrowser browser = platform.browser("usr_pro");

    private Response show(ConsentQuestion question) {
        questions.add(question);
        return Response.html(question.errors().isEmpty() ? 200 : 422, "<p>the host's own page</p>");
    }

    private ConsentQuestion last() {
        return questions.get(questions.size() - 1);
    }

    private Response response(String fields) {
        return browser.post(
                last().form().action(),
                ConsentQuestion.DecisionForm.TOKEN + "=" + encode(last().form().token()) + fields);
    }

    @Test
    @Tag("CON-10")
    @DisplayName("the view gets everything that the page says, typed, and its page is protected like the default one")
    void getsTheQuestion() {
        Response page = browser.get(authorize(request("scope", "tickets.read mcp:write")));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).isEqualTo("<p>the host's own page</p>");
        assertThat(page.header("X-Frame-Options")).contains("DENY");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("frame-ancestors 'none'");
        assertThat(last().client().name()).isEqualTo("Acme Sync");
        assertThat(last().client().reviewed()).isFalse();
        assertThat(last().user().id().value()).isEqualTo("usr_pro");
        assertThat(last().company().id().value()).isEqualTo("co_pro");
        assertThat(last().permissions().asked()).extracting(Scope::name).containsExactly("tickets.read", "mcp:write");
        assertThat(last().permissions().known()).isEmpty();
        assertThat(last().permissions().tier().code()).isEqualTo("PRO");
        assertThat(last().destination()).isEqualTo(new ConsentQuestion.Destination("client.test", false));
        assertThat(last().errors()).isEmpty();
    }

    @Test
    @Tag("CON-10")
    @Tag("CON-04")
    @DisplayName("an approval of some permissions gives a code for those")
    void approves() {
        browser.get(authorize(request("scope", "tickets.read tickets.write")));

        Response redirect = response("&scope=tickets.read&decision=allow");

        assertThat(HostBrowser.response(redirect).first("code")).isPresent();
        assertThat(platform.grants("co_pro")).extracting(Grant::scopes).containsExactly(Scopes.of("tickets.read"));
    }

    @Test
    @Tag("CON-10")
    @Tag("AUZ-14")
    @DisplayName("a denial goes back to the app")
    void denies() {
        browser.get(authorize(request()));

        assertThat(HostBrowser.response(response("&decision=deny")).first("error"))
                .contains("access_denied");
        assertThat(platform.grants("co_pro")).isEmpty();
    }

    @Test
    @Tag("CON-10")
    @DisplayName("a decision that cannot be taken asks the view again, with what was wrong")
    void asksAgain() {
        browser.get(authorize(request("scope", "tickets.read")));

        assertThat(response("&decision=allow").status()).isEqualTo(422);

        assertThat(last().errors()).extracting(FieldError::code).containsExactly("scope_required");
        assertThat(last().permissions().ticked()).isEqualTo(Scopes.NONE);
        assertThat(HostBrowser.response(response("&scope=tickets.read&decision=allow"))
                        .first("code"))
                .isPresent();
    }

    @Test
    @Tag("CON-10")
    @Tag("CON-02")
    @DisplayName("what was allowed before is known, and only the rest is asked")
    void knowsWhatWasAllowed() {
        browser.get(authorize(request("scope", "tickets.read")));
        response("&scope=tickets.read&decision=allow");
        browser.get(authorize(request("scope", "tickets.read tickets.write")));

        assertThat(last().permissions().known()).extracting(Scope::name).containsExactly("tickets.read");
        assertThat(last().permissions().asked()).extracting(Scope::name).containsExactly("tickets.write");
    }

    @Test
    @Tag("CON-10")
    @Tag("AUZ-21")
    @DisplayName("a decision without the question's token, or from another browser, is not taken")
    void needsItsToken() {
        browser.get(authorize(request("scope", "tickets.read")));
        String action = last().form().action();

        assertThat(browser.post(action, "scope=tickets.read&decision=allow").header("Location"))
                .isEmpty();
        String form = "csrf=" + encode(last().form().token()) + "&scope=tickets.read&decision=allow";
        Response elsewhere = platform.browser("usr_pro").post(action, form);
        assertThat(elsewhere.header("Location").orElse("")).doesNotContain("code=");
        assertThat(platform.grants("co_pro")).isEmpty();
    }
}
