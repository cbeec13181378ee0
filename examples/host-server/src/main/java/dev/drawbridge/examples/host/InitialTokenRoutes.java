package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.oauth.InitialAccessTokens;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives out the tokens that let clients register while {@code DCR_MODE} is {@code token}: {@code POST
 * /dev/initial-access-tokens} with {@code {"label", "uses", "lifetime"}}, of which each has a default. Mounted in development
 * mode only; outside of it Fieldwork gives out none yet, so nobody can register.
 */
final class InitialTokenRoutes {

    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

    private final InitialAccessTokens tokens;

    InitialTokenRoutes(InitialAccessTokens tokens) {
        this.tokens = tokens;
    }

    List<Route> routes() {
        return List.of(
                Route.hostApi("POST", "/dev/initial-access-tokens", this::issue).behind(DevRoutes::refuseCrossSite));
    }

    private Response issue(Request request) {
        JsonObject body = request.json().only(Set.of("label", "uses", "lifetime"));
        try {
            InitialAccessTokens.Issued issued = tokens.issue(
                    body.text("label").orElse("development"),
                    Math.toIntExact(body.number("uses").orElse(1L)),
                    body.text("lifetime").map(Duration::parse).orElse(DEFAULT_LIFETIME),
                    Actor.SYSTEM);
            return Response.json(
                    201,
                    Map.of(
                            "id", issued.token().id(),
                            "token", issued.secret().reveal(),
                            "uses", issued.token().usesLeft(),
                            "expiresAt", issued.token().expiresAt()));
        } catch (ArithmeticException | DateTimeParseException | IllegalArgumentException e) {
            throw new ProblemException(Problem.invalidFields(List.of(
                    new FieldError("uses", "invalid", "Uses and lifetime must be more than zero, and bounded."))));
        }
    }
}
