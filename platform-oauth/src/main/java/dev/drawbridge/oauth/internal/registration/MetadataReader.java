package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.internal.app.ClientRules;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.client.GrantType;
import dev.drawbridge.oauth.spi.Registration;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads client metadata (RFC 7591 §2), whether a client sends it to be registered or publishes it in a document. Members
 * that are not known are ignored, {@code software_statement} among them: a statement that we cannot verify says nothing
 * (§2.3). Nothing is fetched. Immutable and thread-safe.
 *
 * <p>Clients send the same to every server. So of a list (grant and response types, redirect URIs, scopes) the client gets
 * the part that it may have, and is told which (§3.2.1); it is refused if there is no such part. An empty text is a member
 * that is not there.
 */
public final class MetadataReader {

    private static final String NATIVE = "native";
    private static final String WEB = "web";
    private static final Set<String> APPLICATION_TYPES = Set.of(NATIVE, WEB);

    private final Set<String> scopes;
    private final ClientRules clients;
    private final ClientAuthenticationMethod defaultMethod;

    private MetadataReader(Set<String> scopes, ClientRules clients, ClientAuthenticationMethod defaultMethod) {
        this.scopes = scopes;
        this.clients = clients;
        this.defaultMethod = defaultMethod;
    }

    /**
     * Reads what clients send to be registered (RFC 7591 §2): who does not say otherwise has a secret.
     *
     * @param catalog the host's scopes
     * @param allowed the most that these clients may ask for; null = the whole catalog
     * @param clients what the server takes from clients
     * @return the reader
     */
    public static MetadataReader ofRegistrations(
            ScopeCatalog catalog, @Nullable Set<String> allowed, ClientRules clients) {
        return new MetadataReader(names(catalog, allowed), clients, ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    }

    /**
     * Reads what clients publish: who does not say otherwise has no secret.
     *
     * @param catalog the host's scopes
     * @param allowed the most that these clients may ask for; null = the whole catalog
     * @param clients what the server takes from clients
     * @return the reader
     */
    public static MetadataReader ofDocuments(ScopeCatalog catalog, @Nullable Set<String> allowed, ClientRules clients) {
        return new MetadataReader(names(catalog, allowed), clients, ClientAuthenticationMethod.NONE);
    }

    private static Set<String> names(ScopeCatalog catalog, @Nullable Set<String> allowed) {
        TreeSet<String> names = new TreeSet<>();
        catalog.all().stream().map(Scope::name).forEach(names::add);
        if (allowed != null) {
            names.retainAll(allowed);
        }
        return names;
    }

    /**
     * Reads metadata.
     *
     * @param sent what the client sent or published
     * @return what it may become, not yet judged by the rules of every app
     * @throws RegistrationRefusedException {@code invalid_client_metadata}, {@code invalid_redirect_uri}
     * @throws dev.drawbridge.core.http.ProblemException if a member has the wrong type
     */
    public ClientMetadata read(JsonObject sent) {
        JsonObject body = sent.withoutEmptyTexts();
        AppSecurity security = security(body);
        AppType type = security.confidential() ? AppType.WEB : AppType.PUBLIC;
        List<String> possible = redirectUris(body);
        String applicationType = applicationType(body, possible);
        List<String> redirectUris = WEB.equals(applicationType) ? claimed(possible) : possible;
        AppDraft draft = AppDraft.of(type, name(body, redirectUris))
                .contactEmail(contact(body))
                .websiteUrl(text(body, "client_uri"))
                .logoUrl(text(body, "logo_uri"))
                .termsUrl(text(body, "tos_uri"))
                .privacyUrl(text(body, "policy_uri"))
                .redirectUris(redirectUris)
                .scopes(scopes(body))
                .refreshTokens(refreshTokens(body))
                .build();
        Registration.Details details = new Registration.Details(
                applicationType, shortText(body, "software_id"), shortText(body, "software_version"));
        return new ClientMetadata(draft, security, details);
    }

    private AppSecurity security(JsonObject body) {
        ClientAuthenticationMethod method = body.text("token_endpoint_auth_method")
                .map(wire -> ClientAuthenticationMethod.fromWire(wire)
                        .filter(clients.methods()::contains)
                        .orElseThrow(() -> invalid("This token_endpoint_auth_method is not supported.")))
                .orElse(defaultMethod);
        if (!clients.methods().contains(method)) {
            throw invalid("The token_endpoint_auth_method must be one of those in the metadata of this server.");
        }
        return new AppSecurity(
                Set.of(method),
                body.object("jwks").map(MetadataReader::jwks).orElse(null),
                body.text("jwks_uri").map(MetadataReader::uri).orElse(null),
                body.text("token_endpoint_auth_signing_alg").orElse(null),
                body.bool("dpop_bound_access_tokens").orElse(false),
                body.bool("require_pushed_authorization_requests").orElse(false));
    }

    private static String jwks(JsonObject keys) {
        String json = Json.write(keys.toMap());
        if (json.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw invalid("The jwks is not well-formed.");
        }
        return json;
    }

    private List<String> redirectUris(JsonObject body) {
        List<String> uris = body.texts("redirect_uris").orElse(List.of());
        if (uris.isEmpty()) {
            throw new RegistrationRefusedException(
                    RegistrationRefusal.INVALID_REDIRECT_URI, "Register one redirect URI at least.");
        }
        List<String> taken =
                uris.stream().filter(clients::takesRedirect).distinct().toList();
        // If there is none, the rules of every app say what is wrong with the first.
        return taken.isEmpty() ? uris : taken;
    }

    // OpenID Connect Registration §2: the redirect URIs of a web client are https and others can reach them. Programs
    // that
    // have none such say web all the same, because it is the default there.
    private static @Nullable String applicationType(JsonObject body, List<String> redirectUris) {
        String type = body.text("application_type").orElse(null);
        if (type != null && !APPLICATION_TYPES.contains(type)) {
            throw invalid("The application_type is native or web.");
        }
        return WEB.equals(type) && claimed(redirectUris).isEmpty() ? NATIVE : type;
    }

    private static List<String> claimed(List<String> redirectUris) {
        return redirectUris.stream().filter(RedirectUris::isClaimed).toList();
    }

    private static boolean refreshTokens(JsonObject body) {
        if (!body.texts("response_types").orElse(List.of("code")).contains("code")) {
            throw invalid("One of the response_types must be code.");
        }
        String grant = GrantType.AUTHORIZATION_CODE.wireName();
        List<String> grants = body.texts("grant_types").orElse(List.of(grant));
        if (!grants.contains(grant)) {
            throw invalid("One of the grant_types must be authorization_code.");
        }
        return grants.contains(GrantType.REFRESH_TOKEN.wireName());
    }

    private Collection<String> scopes(JsonObject body) {
        String wire = body.text("scope").orElse("");
        if (wire.isEmpty()) {
            return scopes;
        }
        TreeSet<String> wanted;
        try {
            wanted = new TreeSet<>(Scopes.parse(wire).names());
        } catch (IllegalArgumentException e) {
            throw invalid("The scope is malformed.");
        }
        wanted.retainAll(scopes);
        if (wanted.isEmpty()) {
            throw invalid("None of these scopes is for clients that register themselves.");
        }
        return wanted;
    }

    // Optional in RFC 7591; pages need something, and the host of an address is at least true.
    private static String name(JsonObject body, List<String> redirectUris) {
        String name = text(body, "client_name");
        if (!name.isEmpty()) {
            return name;
        }
        return Optional.of(text(body, "client_uri"))
                .filter(uri -> !uri.isEmpty())
                .map(MetadataReader::uri)
                .map(URI::getHost)
                .orElseGet(() -> "Client at " + destination(redirectUris.get(0)));
    }

    // Not judged yet, so it may be anything.
    private static String destination(String redirectUri) {
        try {
            return RedirectUris.destination(redirectUri);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RegistrationRefusedException(
                    RegistrationRefusal.INVALID_REDIRECT_URI, "A redirect URI is malformed.");
        }
    }

    // Contacts may be anything (RFC 7591 §2); here it is one address.
    private static String contact(JsonObject body) {
        return body.texts("contacts").orElse(List.of()).stream()
                .map(String::strip)
                .filter(AppDraft::isContact)
                .findFirst()
                .orElse("");
    }

    private static @Nullable String shortText(JsonObject body, String name) {
        String text = body.text(name).orElse(null);
        if (text != null
                && (text.length() > Registration.Details.MAX_LENGTH
                        || text.chars().anyMatch(Character::isISOControl))) {
            throw invalid("The " + name + " is too long or has control characters.");
        }
        return text;
    }

    private static String text(JsonObject body, String name) {
        return body.text(name).map(String::strip).orElse("");
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw invalid("A URI is malformed.");
        }
    }

    private static RegistrationRefusedException invalid(String description) {
        return RegistrationRefusedException.invalidMetadata(description);
    }
}
