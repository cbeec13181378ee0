package dev.drawbridge.core.internal.portal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/developers", "/developers/apps/new?name=A%20B", "/developers?x=1", "/developers/dashboard"})
    void pagesOfThePortalAreGoodToGoTo(String next) {
        assertThat(NextPage.safe(next)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.test",
                "https://evil.test",
                "/\\evil",
                "/developers\\..\\evil",
                "/developersevil",
                "/developers-admin",
                "/developers//evil.test",
                "/developers/../oauth/authorize",
                "/developers/\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "/oauth/authorize"
            })
    @Tag("A-029")
    @DisplayName("anything else is not followed")
    void anythingElseIsNot(String next) {
        assertThat(NextPage.safe(next)).isEmpty();
    }
}
