package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.ConsentReason.APP_CHANGED;
import static dev.drawbridge.oauth.ConsentReason.NEW_PERMISSION;
import static dev.drawbridge.oauth.ConsentReason.NEW_RESOURCE;
import static dev.drawbridge.oauth.ConsentReason.NOTHING_ALLOWED;
import static dev.drawbridge.oauth.ConsentReason.PROMPT_REQUESTED;
import static dev.drawbridge.oauth.ConsentReason.REDIRECT_NOT_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.ConsentReason;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.consent.ConsentDecision.Ask;
import dev.drawbridge.oauth.internal.consent.ConsentDecision.GrantWithoutPrompt;
import dev.drawbridge.oauth.internal.consent.ConsentDecision.Refuse;
import dev.drawbridge.oauth.internal.consent.ConsentDecision.Skip;
import dev.drawbridge.oauth.internal.request.Prompt;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a user is asked for consent: each row is a sentence, a situation and the decision. */
class ConsentPolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ProtectedResource API = ProtectedResource.of(URI.create("https://host.test/api/v1"), "API");
    private static final ProtectedResource MCP = ProtectedResource.of(URI.create("https://host.test/mcp"), "MCP");
    private static final String HTTPS = "https://client.test/cb";
    private static final String LOOPBACK = "http://127.0.0.1:7000/cb";
    private static final String PRIVATE_SCHEME = "com.example.app:/cb";
    private static final Grant GRANT = new Grant(
            new GrantId("gr_1"),
            Grant.Kind.USER,
            new AppId("app_1"),
            new CompanyId("co_1"),
            new UserId("usr_1"),
            null,
            Scopes.of("read", "write"),
            NOW,
            null);
    private static final PriorConsent READ_AND_WRITE =
            new PriorConsent(GRANT, true, Map.of(API.uri().toString(), Scopes.of("read", "write")));

    private final ConsentPolicy policy = new ConsentPolicy();

    static Stream<Arguments> situations() {
        return Stream.of(
                arguments("the same request again skips the page", remembered(), new Skip(GRANT)),
                arguments(
                        "fewer permissions than allowed skip the page",
                        remembered().offered("read"),
                        new Skip(GRANT)),
                arguments("a first request asks", remembered().prior(PriorConsent.NONE), ask(NOTHING_ALLOWED)),
                arguments(
                        "a wish of the app for the page asks",
                        remembered().prompt(Prompt.CONSENT),
                        ask(PROMPT_REQUESTED)),
                arguments("an app that changed asks", remembered().prior(changed()), ask(APP_CHANGED)),
                arguments("one more permission asks", remembered().offered("read", "delete"), ask(NEW_PERMISSION)),
                arguments("another resource asks", remembered().about(MCP), ask(NEW_RESOURCE, NEW_PERMISSION)),
                arguments("one more resource asks", remembered().about(API, MCP), ask(NEW_RESOURCE, NEW_PERMISSION)),
                arguments("no known resource asks", remembered().about(), ask(NEW_RESOURCE)),
                arguments(
                        "a loopback redirect asks for a public app", publicApp(LOOPBACK), ask(REDIRECT_NOT_EXCLUSIVE)),
                arguments(
                        "a private scheme asks for a public app",
                        publicApp(PRIVATE_SCHEME),
                        ask(REDIRECT_NOT_EXCLUSIVE)),
                arguments("an https redirect skips for a public app", publicApp(HTTPS), new Skip(GRANT)),
                arguments(
                        "a secret makes up for a loopback redirect",
                        remembered().redirectUri(LOOPBACK),
                        new Skip(GRANT)),
                arguments(
                        "every reason is told",
                        publicApp(LOOPBACK)
                                .prior(changed())
                                .prompt(Prompt.CONSENT)
                                .offered("delete"),
                        ask(PROMPT_REQUESTED, REDIRECT_NOT_EXCLUSIVE, APP_CHANGED, NEW_PERMISSION)));
    }

    static Stream<Arguments> ownApps() {
        return Stream.of(
                arguments("a first request needs no page", own().prior(PriorConsent.NONE), new GrantWithoutPrompt()),
                arguments("the same request again keeps the grant", own(), new Skip(GRANT)),
                arguments("more permissions need no page", own().offered("read", "delete"), new GrantWithoutPrompt()),
                arguments("a changed app needs no page", own().prior(changed()), new GrantWithoutPrompt()),
                arguments("a wish of the app for the page asks", own().prompt(Prompt.CONSENT), ask(PROMPT_REQUESTED)),
                arguments(
                        "a redirect that others can take asks",
                        publicApp(LOOPBACK).firstParty().prior(PriorConsent.NONE),
                        ask(REDIRECT_NOT_EXCLUSIVE)));
    }

    static Stream<Arguments> withoutPages() {
        Refuse refusal = new Refuse(OAuthError.CONSENT_REQUIRED, "The user has to agree on a page.");
        return Stream.of(
                arguments("what was allowed before is repeated", silent(remembered()), new Skip(GRANT)),
                arguments("a first request is refused", silent(remembered().prior(PriorConsent.NONE)), refusal),
                arguments("one more permission is refused", silent(remembered().offered("delete")), refusal),
                arguments("a redirect that others can take is refused", silent(publicApp(LOOPBACK)), refusal),
                arguments("the host's own app is granted", silent(own().offered("delete")), new GrantWithoutPrompt()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"situations", "ownApps", "withoutPages"})
    void decides(String sentence, Case situation, ConsentDecision decision) {
        assertThat(policy.decide(situation.build())).as(sentence).isEqualTo(decision);
    }

    @Test
    @DisplayName("a login or a page is refused only to requests that allow no pages")
    void refusesPages() {
        assertThat(policy.ifLoginIsNecessary(Prompt.NONE)).map(Refuse::error).contains(OAuthError.LOGIN_REQUIRED);
        assertThat(policy.ifPageIsNecessary(Prompt.NONE)).map(Refuse::error).contains(OAuthError.CONSENT_REQUIRED);
        for (Prompt prompt : List.of(Prompt.PAGES, Prompt.CONSENT)) {
            assertThat(policy.ifLoginIsNecessary(prompt)).isEmpty();
            assertThat(policy.ifPageIsNecessary(prompt)).isEmpty();
        }
    }

    private static Ask ask(ConsentReason... reasons) {
        return new Ask(Set.of(reasons));
    }

    /** A confidential app asks again for what its user allowed. */
    private static Case remembered() {
        return new Case(
                AppType.WEB, false, Prompt.PAGES, HTTPS, List.of(API), Scopes.of("read", "write"), READ_AND_WRITE);
    }

    private static Case publicApp(String redirectUri) {
        Case web = remembered();
        return new Case(AppType.PUBLIC, false, web.prompt(), redirectUri, web.targets(), web.offered(), web.prior());
    }

    private static Case own() {
        return remembered().firstParty();
    }

    private static Case silent(Case situation) {
        return situation.prompt(Prompt.NONE);
    }

    private static PriorConsent changed() {
        return new PriorConsent(GRANT, false, READ_AND_WRITE.allowed());
    }

    /** A situation that differs from another in one fact. */
    record Case(
            AppType type,
            boolean own,
            Prompt prompt,
            String redirectUri,
            List<ProtectedResource> targets,
            Scopes offered,
            PriorConsent prior) {

        Case firstParty() {
            return new Case(type, true, prompt, redirectUri, targets, offered, prior);
        }

        Case prompt(Prompt other) {
            return new Case(type, own, other, redirectUri, targets, offered, prior);
        }

        Case redirectUri(String other) {
            return new Case(type, own, prompt, other, targets, offered, prior);
        }

        Case about(ProtectedResource... others) {
            return new Case(type, own, prompt, redirectUri, List.of(others), offered, prior);
        }

        Case offered(String... others) {
            return new Case(type, own, prompt, redirectUri, targets, Scopes.of(others), prior);
        }

        Case prior(PriorConsent other) {
            return new Case(type, own, prompt, redirectUri, targets, offered, other);
        }

        ConsentSituation build() {
            App app = App.builder(new AppId("app_1"), new ClientId("client-1"), type, DefinedBy.ADMIN)
                    .profile(AppProfile.of("App", "", "help@client.test"))
                    .access(AppAccess.of(List.of(redirectUri), offered))
                    .createdAt(NOW)
                    .build();
            return new ConsentSituation(app, own, prompt, redirectUri, targets, offered, prior);
        }
    }
}
