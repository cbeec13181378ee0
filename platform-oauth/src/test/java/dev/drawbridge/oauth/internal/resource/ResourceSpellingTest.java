package dev.drawbridge.oauth.internal.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.oauth.ProtectedResource;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceSpellingTest {

    private static final URI ISSUER = URI.create("https://acme.test");

    private final ResourceCatalog catalog = new ResourceCatalog(
            ISSUER,
            List.of(
                    ProtectedResource.of(URI.create("https://acme.test/api/v1"), "API"),
                    ProtectedResource.of(URI.create("https://mcp.acme.test"), "MCP"),
                    ProtectedResource.of(URI.create("https://slash.acme.test/"), "Slash"),
                    ProtectedResource.of(URI.create("urn:acme:Files"), "Files")));

    @ParameterizedTest
    @Tag("RES-01")
    @DisplayName("scheme and host of a resource compare without case, and an origin with or without its slash")
    @CsvSource({
        "https://acme.test/api/v1, API",
        "HTTPS://Acme.Test/api/v1, API",
        "https://mcp.acme.test, MCP",
        "https://mcp.acme.test/, MCP",
        "https://MCP.acme.test/, MCP",
        "https://slash.acme.test, Slash",
        "urn:acme:Files, Files",
    })
    void taken(String indicator, String name) {
        assertThat(catalog.find(indicator)).map(ProtectedResource::name).contains(name);
    }

    @ParameterizedTest
    @Tag("RES-01")
    @DisplayName("the rest of a resource compares character by character")
    @CsvSource({
        "https://acme.test/API/v1",
        "https://acme.test/api/v1/",
        "https://acme.test:443/api/v1",
        "https://mcp.acme.test//",
        "https://mcp.acme.test/?",
        "https://mcp.acme.test.evil.test",
        "https://user@mcp.acme.test",
        "URN:acme:Files",
        "urn:acme:files",
    })
    void refused(String indicator) {
        assertThat(catalog.find(indicator)).isEmpty();
    }

    @Test
    @Tag("RES-01")
    @DisplayName("an alias that says what holds anyway does no harm, and two resources of one origin are a problem")
    void problems() {
        ProtectedResource origin = ProtectedResource.of(URI.create("https://mcp.acme.test"), "MCP");
        ProtectedResource slash = ProtectedResource.of(URI.create("https://MCP.acme.test/"), "Other");
        assertThat(new ResourceCatalog(ISSUER, List.of(origin.alias(slash.uri()))).problems())
                .isEmpty();
        assertThat(new ResourceCatalog(ISSUER, List.of(origin, slash)).problems())
                .hasSize(1);
    }
}
