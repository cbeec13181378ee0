package dev.drawbridge.oauth.internal.document;

import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.ClientDocumentPolicy;
import dev.drawbridge.oauth.internal.app.StoredAppRegistry;
import dev.drawbridge.oauth.internal.registration.ClientMetadata;
import dev.drawbridge.oauth.internal.registration.RegistrationRefusedException;
import dev.drawbridge.oauth.spi.ClientDocumentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what documents say as apps without an owner. Thread-safe. */
public final class DescribedApps {

    /** How long a client is usable after its document was read last. */
    static final Duration MAX_STALE = Duration.ofDays(7);

    /** When a document is read again in the background. */
    static final Duration READ_AGAIN = Duration.ofHours(24);

    // An app whose document did not change is written once a day at most.
    private static final Duration EXTEND = MAX_STALE.minusDays(1);

    private final Apps apps;
    private final StoredAppRegistry registry;
    private final ClientDocumentStore store;
    private final ClientDocumentPolicy policy;
    private final Transactions transactions;
    private final PlatformClock clock;

    /**
     * Makes the keeper.
     *
     * @param apps says what an app is now
     * @param registry judges and keeps the apps
     * @param store says when documents are read again
     * @param policy decides about other keys; null = no client describes itself
     * @param transactions hold together app and document
     * @param clock says when
     */
    public DescribedApps(
            Apps apps,
            StoredAppRegistry registry,
            ClientDocumentStore store,
            @Nullable ClientDocumentPolicy policy,
            Transactions transactions,
            PlatformClock clock) {
        this.apps = apps;
        this.registry = registry;
        this.store = store;
        this.policy = policy == null ? ClientDocumentPolicy.ANY : policy;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Finds an app as it is now, whoever defined it. */
    Optional<App> find(DocumentUrl url) {
        return apps.findByClientId(url.clientId());
    }

    /** Tells whether a document may say what an app is: not if somebody registered the id, or an operator stopped it. */
    static boolean followsItsDocument(App app) {
        return app.definedBy() == DefinedBy.DYNAMIC && app.status() == AppStatus.ACTIVE;
    }

    /**
     * Keeps what a document says.
     *
     * @throws RegistrationRefusedException if the rules of every app refuse it, or the host refuses its keys
     */
    void keep(DocumentUrl url, ClientMetadata metadata, Actor actor) {
        try {
            Optional<App> known = find(url);
            if (known.isEmpty()) {
                insert(url, metadata, actor);
            } else {
                update(url, known.get(), metadata, actor);
            }
        } catch (AppRefusedException e) {
            requireOthersWork(url, e);
        }
    }

    private void insert(DocumentUrl url, ClientMetadata metadata, Actor actor) {
        Instant now = clock.instant();
        transactions.inTransaction(() -> {
            App app = registry.register(
                            draft(metadata.draft(), now), metadata.security(), DefinedBy.DYNAMIC, url.clientId(), actor)
                    .app();
            store.readAgain(app.id(), now.plus(READ_AGAIN));
        });
    }

    private void update(DocumentUrl url, App app, ClientMetadata metadata, Actor actor) {
        Instant now = clock.instant();
        AppDraft after = draft(metadata.draft(), now);
        if (metadata.type() != app.type()) {
            throw invalid("A client cannot change between authenticating with nothing and with keys.");
        }
        if (otherKeys(app.security(), metadata.security())
                && !policy.acceptKeys(url.uri(), app.security(), metadata.security())) {
            throw invalid("The host refuses the other keys.");
        }
        boolean same = app.security().equals(metadata.security())
                && registry.check(after, app).isEmpty()
                && after.describes(app);
        Instant end = app.expiresAt();
        boolean lasts = end != null && end.isAfter(now.plus(EXTEND));
        transactions.inTransaction(() -> {
            if (!same || !lasts) {
                registry.edit(app, after, metadata.security(), actor);
            }
            store.readAgain(app.id(), now.plus(READ_AGAIN));
        });
    }

    private static boolean otherKeys(AppSecurity before, AppSecurity after) {
        return !Objects.equals(before.jwks(), after.jwks()) || !Objects.equals(before.jwksUri(), after.jwksUri());
    }

    private static AppDraft draft(AppDraft said, Instant now) {
        return said.with().expiresAt(now.plus(MAX_STALE)).build();
    }

    // Another request or node was quicker with the same document: then there is nothing left to do.
    private void requireOthersWork(DocumentUrl url, AppRefusedException e) {
        AppRefusal refusal = e.refusal();
        boolean raced = refusal == AppRefusal.CLIENT_ID_TAKEN || refusal == AppRefusal.STALE_VERSION;
        if (!raced || find(url).filter(DescribedApps::followsItsDocument).isEmpty()) {
            throw invalid("The document breaks a rule: "
                    + e.errors().stream()
                            .findFirst()
                            .map(error -> error.field() + " " + error.code())
                            .orElse(refusal.wireName()));
        }
    }

    private static RegistrationRefusedException invalid(String description) {
        return RegistrationRefusedException.invalidMetadata(description);
    }
}
