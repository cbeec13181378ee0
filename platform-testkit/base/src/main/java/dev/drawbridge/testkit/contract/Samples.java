package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Distribution;
import dev.drawbridge.core.spi.app.Grant;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Rows to store: apps and grants of which only what matters to a test is given. */
public final class Samples {

    /** A moment with microseconds, which every database must keep. */
    public static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");

    private static final AtomicLong COUNT = new AtomicLong();

    private Samples() {}

    /**
     * Makes an id that no other sample has.
     *
     * @return 26 characters, ordered by creation
     */
    public static String id() {
        return String.format(Locale.ROOT, "01SAMPLE%018d", COUNT.incrementAndGet());
    }

    /**
     * Makes an active web app.
     *
     * @param owner its developer, or null
     * @param name its name
     * @return the app, at version 1
     */
    public static App app(@Nullable DeveloperId owner, String name) {
        String id = id();
        return App.builder(
                        new AppId(id),
                        new ClientId("dp_cid_" + id),
                        AppType.WEB,
                        owner == null ? DefinedBy.INTERNAL : DefinedBy.USER)
                .owner(owner)
                .profile(AppProfile.of(name, "Sends \uD83D\uDE80 and \"quotes\".", "help@app.test")
                        .with()
                        .websiteUrl(URI.create("https://app.test/"))
                        .build())
                .access(access(null))
                .security(security())
                .createdAt(NOW)
                .build();
    }

    /**
     * Makes what an app may ask for.
     *
     * @param expiresAt when the app expires, or null
     * @return two redirect URIs, two scopes, one network
     */
    public static AppAccess access(@Nullable Instant expiresAt) {
        return AppAccess.of(
                        List.of("https://app.test/cb?a=1", "http://localhost:8090/cb"),
                        Scopes.of("tickets.read", "tickets.write"))
                .with()
                .ipAllowList(List.of("192.0.2.0/24"))
                .distribution(Distribution.TESTING)
                .testCompanies(List.of(new CompanyId("co_1"), new CompanyId("co_2")))
                .expiresAt(expiresAt)
                .refreshTokens(false)
                .build();
    }

    /**
     * Makes how an app proves who it is.
     *
     * @return two ways, keys in both forms, an algorithm and both demands
     */
    public static AppSecurity security() {
        return new AppSecurity(
                Set.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT, ClientAuthenticationMethod.CLIENT_SECRET_BASIC),
                "{\"keys\":[]}",
                URI.create("https://app.test/keys"),
                "PS256",
                true,
                true);
    }

    /**
     * Makes a live grant of a user.
     *
     * @param app the app
     * @param company the company
     * @param user the user
     * @return the grant, since {@link #NOW}
     */
    public static Grant consent(AppId app, CompanyId company, UserId user) {
        return new Grant(
                new GrantId(id()), Grant.Kind.USER, app, company, user, null, Scopes.of("tickets.read"), NOW, null);
    }

    /**
     * Makes a live installation of a machine app.
     *
     * @param app the app
     * @param company the company
     * @param user who installs; also the user it runs as
     * @return the grant, since {@link #NOW}
     */
    public static Grant installation(AppId app, CompanyId company, UserId user) {
        return new Grant(
                new GrantId(id()), Grant.Kind.INSTALL, app, company, user, user, Scopes.of("tickets.read"), NOW, null);
    }
}
