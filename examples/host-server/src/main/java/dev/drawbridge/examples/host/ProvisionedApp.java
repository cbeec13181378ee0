package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the file that {@code PROVISION} names.
 *
 * @param clientId any client id of RFC 6749
 * @param name what users read
 * @param type what kind of client
 * @param redirectUris where responses go
 * @param scopes the most it may ask for
 * @param security how it proves who it is
 * @param clientSecret its secret, if it uses one
 * @param company the company that a machine app is installed for
 * @param runAs the user it runs as there; null for an administrator
 */
record ProvisionedApp(
        ClientId clientId,
        String name,
        AppType type,
        List<String> redirectUris,
        List<String> scopes,
        AppSecurity security,
        @Nullable Secret clientSecret,
        @Nullable CompanyId company,
        @Nullable UserId runAs) {

    private static final Set<String> MEMBERS = Set.of(
            "clientId",
            "clientSecret",
            "name",
            "type",
            "redirectUris",
            "scopes",
            "jwks",
            "tokenEndpointAuthMethod",
            "dpopBound",
            "company",
            "runAs");

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static ProvisionedApp read(Map<?, ?> members) {
        try {
            JsonObject json = Json.readObject(Json.write(members)).only(MEMBERS);
            AppType type = AppType.fromWire(json.text("type").orElse("web"))
                    .orElseThrow(() -> new IllegalArgumentException("type must be web, public or machine"));
            AppSecurity security = security(json, type);
            Optional<Secret> secret = json.text("clientSecret").map(Secret::of);
            if (secret.isPresent() != security.usesSecret()) {
                throw new IllegalArgumentException(
                        security.usesSecret()
                                ? "clientSecret is missing"
                                : "clientSecret is of no use with this tokenEndpointAuthMethod");
            }
            Optional<CompanyId> company = json.text("company").map(CompanyId::new);
            boolean misplaced = type != AppType.MACHINE && company.isPresent();
            if (misplaced || (company.isEmpty() && json.has("runAs"))) {
                throw new IllegalArgumentException("company is for machine apps, and runAs goes with company");
            }
            ClientId clientId = new ClientId(
                    json.text("clientId").orElseThrow(() -> new IllegalArgumentException("clientId is missing")));
            return new ProvisionedApp(
                    clientId,
                    json.text("name").orElse(clientId.value()),
                    type,
                    json.texts("redirectUris").orElse(List.of()),
                    json.texts("scopes").orElse(List.of()),
                    security,
                    secret.orElse(null),
                    company.orElse(null),
                    json.text("runAs").map(UserId::new).orElse(null));
        } catch (ProblemException e) {
            throw new IllegalArgumentException(Provisioning.describe(e), e);
        }
    }

    private static AppSecurity security(JsonObject json, AppType type) {
        String jwks = json.object("jwks").map(set -> Json.write(set.toMap())).orElse(null);
        boolean dpopBound = json.bool("dpopBound").orElse(false);
        Set<ClientAuthenticationMethod> methods = json.text("tokenEndpointAuthMethod")
                .map(ProvisionedApp::method)
                .map(Set::of)
                .orElseGet(() -> jwks == null
                        ? AppSecurity.of(type).methods()
                        : Set.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT));
        return new AppSecurity(methods, jwks, null, null, dpopBound, false);
    }

    private static ClientAuthenticationMethod method(String wire) {
        return ClientAuthenticationMethod.fromWire(wire)
                .orElseThrow(() -> new IllegalArgumentException("tokenEndpointAuthMethod is none that is known"));
    }
}
