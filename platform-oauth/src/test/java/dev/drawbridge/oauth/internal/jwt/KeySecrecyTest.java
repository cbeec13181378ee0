package dev.drawbridge.oauth.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.oauth.spi.StoredSigningKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeySecrecyTest {

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    @Tag("CVE-2023-37260")
    @Tag("GEN-15")
    @DisplayName("a key that cannot be opened is in no exception, sealed or not")
    void noKeyInAnException(SigningAlgorithm algorithm) {
        OAuthWorld scene = new OAuthWorld(builder -> builder.signingAlgorithm(algorithm));
        StoredSigningKey key = scene.stores.keys().all().get(0);
        byte[] wrong = new byte[32];
        Arrays.fill(wrong, (byte) 9);

        Throwable failure = catchThrowable(() -> node(scene, environment -> environment.masterKey(wrong)));

        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(key.sealed().length()).isGreaterThan(40);
        assertThat(text.toString())
                .contains("master key")
                .doesNotContain(key.sealed())
                .doesNotContain(key.sealed().substring(20, 40));
    }

    @Test
    @Tag("CVE-2023-37260")
    @Tag("GEN-15")
    @DisplayName("a stored key does not print itself")
    void noKeyInPrint() {
        OAuthWorld scene = new OAuthWorld();

        assertThat(scene.stores.keys().all())
                .allSatisfy(key -> assertThat(key.toString()).doesNotContain(key.sealed()));
    }

    private static void node(OAuthWorld scene, Consumer<EnvironmentBuilder> setting) {
        scene.node(surroundings -> surroundings.set(setting), settings -> settings);
    }
}
