package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.account.Exports;
import dev.drawbridge.core.internal.activity.ActivityFormats;
import dev.drawbridge.core.internal.activity.ActivityLog;
import dev.drawbridge.core.internal.activity.Audience;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.FormRefusal;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.Preferences;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppProfile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The page where developers take out their data, and the file; its names are those of the JSON API. Thread-safe. */
final class ExportPage {

    private static final String FILE = "attachment; filename=\"account.json\"";

    private final Exports exports;
    private final Templates templates = Templates.of(ExportPage.class);

    ExportPage(Exports exports) {
        this.exports = exports;
    }

    /**
     * The model of {@code exportData.jte}.
     *
     * @param formToken the token of the form
     * @param refusal why there is no file
     */
    record Model(String formToken, FormRefusal refusal) {}

    record Document(
            Instant exportedAt,
            Profile profile,
            List<OwnApp> apps,
            List<OwnSession> sessions,
            @Nullable Object activity) {}

    record Profile(
            String id,
            String email,
            String name,
            @Nullable Instant emailVerifiedAt,
            Instant createdAt,
            @Nullable String locale,
            Preferences.Theme theme) {

        static Profile of(Account account) {
            String locale = account.preferences().locale();
            return new Profile(
                    account.id().value(),
                    account.email(),
                    account.name(),
                    account.verifiedAt(),
                    account.createdAt(),
                    locale.isEmpty() ? null : locale,
                    account.preferences().theme());
        }
    }

    record OwnSession(String id, Instant createdAt, Instant lastSeenAt, String ip, String userAgent) {

        static OwnSession of(Session session) {
            return new OwnSession(
                    session.id(), session.createdAt(), session.seenAt(), session.ip(), session.userAgent());
        }
    }

    record OwnApp(
            String id,
            String clientId,
            String name,
            String description,
            String type,
            List<String> redirectUris,
            List<String> scopes,
            String contactEmail,
            List<String> ipAllowList,
            @Nullable Instant expiresAt,
            String status,
            Instant createdAt) {

        static OwnApp of(App app, Instant now) {
            AppProfile profile = app.profile();
            return new OwnApp(
                    app.id().value(),
                    app.clientId().value(),
                    profile.name(),
                    profile.description(),
                    app.type().name().toLowerCase(Locale.ROOT),
                    app.access().redirectUris(),
                    List.copyOf(app.access().scopes().names()),
                    profile.contactEmail(),
                    app.access().ipAllowList(),
                    app.expiresAt(),
                    app.statusAt(now),
                    app.createdAt());
        }
    }

    PortalResponse show(PortalCall call) {
        return page(call, FormRefusal.NONE);
    }

    PortalResponse download(PortalCall call) {
        try {
            return new PortalResponse.Raw(file(call));
        } catch (AccountRefusedException e) {
            return page(call, FormRefusal.of(e));
        }
    }

    private PortalResponse page(PortalCall call, FormRefusal refusal) {
        return new PortalResponse.Page(
                refusal.status(),
                templates.text().of("export.title"),
                templates.render("exportData", new Model(call.formToken(), refusal)));
    }

    // By the developer of the call: the session may have got a new id on the way here.
    Response file(PortalCall call) {
        Exports.Export export = exports.export(call.developer().id(), Visitor.of(call.request()));
        Document document = new Document(
                export.at(),
                Profile.of(export.account()),
                export.apps().stream().map(app -> OwnApp.of(app, export.at())).toList(),
                export.sessions().stream().map(OwnSession::of).toList(),
                ActivityFormats.json(new ActivityLog.Page(export.activity(), null), Audience.DEVELOPER)
                        .get("items"));
        return Response.json(200, document).noStore().with("Content-Disposition", FILE);
    }
}
