package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Facts;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The page that ends a client secret, and says when it was used. Thread-safe. */
final class EndSecretPage {

    private static final Duration RECENTLY = Duration.ofDays(1);

    private final SecretRotator secrets;
    private final EndSecret end;
    private final PlatformClock clock;

    EndSecretPage(SecretRotator secrets, EndSecret end, PlatformClock clock) {
        this.secrets = secrets;
        this.end = end;
        this.clock = clock;
    }

    Answer show(PanelCall call) {
        StoredSecret secret = secret(call);
        Html facts = Facts.begin()
                .add("Secret", "····" + secret.last4())
                .add("Status", CredentialsPage.status(secret))
                .add("Last used", CredentialsPage.lastUsed(secret))
                .render();
        Html form = Form.post(
                        AppPaths.endSecret(call.app(), secret), call.portal().formToken())
                .danger("End now", "action", "end")
                .cancel(AppPaths.page(call.app(), AppPaths.CREDENTIALS), "Cancel")
                .render();
        Html warning =
                recentUse(secret).map(text -> Alert.warning(text).render()).orElse(Html.EMPTY);
        return Answer.page("End client secret", warning.plus(Card.plain(facts.plus(form))));
    }

    Answer end(PanelCall call) {
        end.run(call);
        return Answer.seeOther(AppPaths.page(call.app(), AppPaths.CREDENTIALS));
    }

    private Optional<String> recentUse(StoredSecret secret) {
        Instant at = secret.lastUsedAt();
        if (at == null) {
            return Optional.empty();
        }
        Duration ago = Duration.between(at, clock.instant());
        if (ago.compareTo(RECENTLY) >= 0) {
            return Optional.empty();
        }
        long minutes = Math.max(1, ago.toMinutes());
        String time = minutes < 120 ? minutes + (minutes == 1 ? " minute" : " minutes") : ago.toHours() + " hours";
        return Optional.of("This secret was used " + time + " ago. What uses it stops at once.");
    }

    private StoredSecret secret(PanelCall call) {
        String id = call.request().pathParameter(AppPaths.SECRET);
        return secrets.list(call.app()).stream()
                .filter(secret -> secret.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AppRefusedException(AppRefusal.SECRET_NOT_FOUND));
    }
}
