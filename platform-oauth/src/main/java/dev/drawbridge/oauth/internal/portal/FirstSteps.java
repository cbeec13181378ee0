package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.app.App;
import java.util.List;

/**
 * What leads from an app to its first call. The model of {@code firstSteps.jte}.
 *
 * @param installLink what an administrator opens to install the app; empty for apps that users connect
 * @param samples what to run, in order
 * @param api the base URL of the API
 * @param discovery where programs learn all URLs
 */
record FirstSteps(String installLink, List<Samples.Sample> samples, String api, String discovery) {

    static FirstSteps of(App app, Samples samples) {
        return new FirstSteps(samples.installLink(app), samples.of(app), samples.api(), samples.discovery());
    }
}
