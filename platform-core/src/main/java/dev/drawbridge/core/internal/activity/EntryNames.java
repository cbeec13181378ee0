package dev.drawbridge.core.internal.activity;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Developers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out what the actors and targets of one page of entries are called, each of them once. Not thread-safe. */
final class EntryNames {

    private static final int MAX_ID = 191;

    private final Apps apps;
    private final Developers developers;
    private final HostDirectory directory;
    private final String productName;
    private final Audience audience;
    private final Map<String, Optional<String>> known = new HashMap<>();

    EntryNames(Apps apps, Developers developers, HostDirectory directory, String productName, Audience audience) {
        this.apps = apps;
        this.developers = developers;
        this.directory = directory;
        this.productName = productName;
        this.audience = audience;
    }

    NamedEntry name(JournalEntry entry) {
        return new NamedEntry(
                entry,
                name(entry.actorType(), entry.actorId()).orElse(null),
                name(entry.targetType(), entry.targetId()).orElse(null),
                audience.seesWhere(entry) ? entry.ip() : null);
    }

    private Optional<String> name(String type, String id) {
        if (id.isEmpty() || id.length() > MAX_ID) {
            return Optional.empty();
        }
        return switch (type) {
            case "developer" ->
                once(type, id, () -> developers.find(new DeveloperId(id)).map(EntryNames::called));
            case "app" -> once(type, id, () -> app(id).map(app -> app.profile().name()));
            case "operator" -> audience == Audience.DEVELOPER ? Optional.of(productName) : hostUser(id);
            case "hostUser" -> audience == Audience.DEVELOPER ? Optional.empty() : hostUser(id);
            case "system" -> Optional.of(productName);
            default -> Optional.empty();
        };
    }

    private Optional<String> hostUser(String id) {
        return once("hostUser", id, () -> directory.user(new UserId(id)).map(HostUser::name));
    }

    /** As an actor an app has its client id, as a target its own. */
    private Optional<App> app(String id) {
        Optional<App> target = id.length() <= AppId.MAX_LENGTH ? apps.find(new AppId(id)) : Optional.empty();
        return target.or(() -> apps.findByClientId(new ClientId(id)));
    }

    private Optional<String> once(String type, String id, Supplier<Optional<String>> lookup) {
        return known.computeIfAbsent(type + " " + id, unused -> lookup.get());
    }

    private static String called(DeveloperContact contact) {
        return contact.name().isEmpty() ? contact.email() : contact.name();
    }
}
