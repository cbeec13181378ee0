package dev.drawbridge.core.spi;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One state change.
 *
 * @param id unique
 * @param at when
 * @param actorType who did it: {@code developer}, {@code hostUser}, {@code operator}, {@code app} or {@code system}
 * @param actorId the actor's id
 * @param action what was done, for example {@code app.created}; {@link #actionOf(Class)} returns it typed
 * @param targetType what it was done to, for example {@code app}
 * @param targetId its id
 * @param ip from where, or null
 * @param requestId the request, or null
 * @param metadata details without secrets, at most 50; see {@link #BEFORE}, {@link #AFTER}, {@link #REASON} and {@link #APP}
 */
public record JournalEntry(
        String id,
        Instant at,
        String actorType,
        String actorId,
        String action,
        String targetType,
        String targetId,
        @Nullable String ip,
        @Nullable String requestId,
        Map<String, String> metadata) {

    /** Begins the name of a detail that says what a field was before: {@code before.status}. */
    public static final String BEFORE = "before.";

    /** Begins the name of a detail that says what a field has been since: {@code after.status}. */
    public static final String AFTER = "after.";

    /** The name of the detail that says why. */
    public static final String REASON = "reason";

    /** The name of the detail, and the type of the target, that says which app the change concerns. */
    public static final String APP = "app";

    /** The type of actors and targets that are developers. */
    public static final String DEVELOPER = "developer";

    /** Copies the details. */
    public JournalEntry {
        metadata = Map.copyOf(metadata);
    }

    /**
     * Returns the action as one of a module's, so that a listener can switch on it: {@code AccountAction}, {@code OAuthAction}
     * or {@code WebhookAction}.
     *
     * @param <A> the module's actions
     * @param module the module's actions
     * @return the action; empty if another module, or another version of this one, recorded the entry
     */
    public <A extends Enum<A> & JournalAction> Optional<A> actionOf(Class<A> module) {
        return Arrays.stream(module.getEnumConstants())
                .filter(one -> one.wireName().equals(action))
                .findFirst();
    }

    /**
     * Returns the app that the change concerns: the target itself, or the app of the grant, token or endpoint that is the
     * target.
     *
     * @return the app's id, if the change concerns one
     */
    public Optional<String> app() {
        return targetType.equals(APP) ? Optional.of(targetId) : Optional.ofNullable(metadata.get(APP));
    }

    /**
     * Returns the developer whose account shows the entry: the one it was done to, or else the one who did it.
     *
     * @return the developer's id, if there is one
     */
    public Optional<String> account() {
        if (targetType.equals(DEVELOPER)) {
            return Optional.of(targetId);
        }
        return actorType.equals(DEVELOPER) ? Optional.of(actorId) : Optional.empty();
    }

    /**
     * Returns what changed fields were before.
     *
     * @return by the names of the fields, in the order of names
     */
    public Map<String, String> before() {
        return beginningWith(BEFORE);
    }

    /**
     * Returns what changed fields have been since.
     *
     * @return by the names of the fields, in the order of names
     */
    public Map<String, String> after() {
        return beginningWith(AFTER);
    }

    /**
     * Returns why it was done.
     *
     * @return what the actor said, if anything
     */
    public Optional<String> reason() {
        return Optional.ofNullable(metadata.get(REASON));
    }

    /**
     * Returns the details that are neither {@link #before}, {@link #after} nor {@link #reason}.
     *
     * @return in the order of names
     */
    public Map<String, String> otherDetails() {
        Map<String, String> others = new TreeMap<>(metadata);
        others.keySet().removeIf(name -> name.startsWith(BEFORE) || name.startsWith(AFTER) || name.equals(REASON));
        return others;
    }

    private Map<String, String> beginningWith(String prefix) {
        Map<String, String> fields = new TreeMap<>();
        metadata.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                fields.put(name.substring(prefix.length()), value);
            }
        });
        return fields;
    }
}
