package dev.drawbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.journal.JournalEntry;
import dev.drawbridge.core.journal.JournalStore;
import dev.drawbridge.core.store.CoreStores;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link JournalStore} promises. */
public abstract class JournalStoreContract {

    /** For subclasses. */
    protected JournalStoreContract() {}

    /**
     * Returns the stores under test, empty.
     *
     * @return the same instance during one test
     */
    protected abstract CoreStores stores();

    @Test
    void givesBackEveryField() {
        JournalEntry full = new JournalEntry(
                Samples.id(),
                Samples.NOW,
                "developer",
                "dev_1",
                "app.created",
                "app",
                "app_1",
                "2001:db8::1",
                "req-1",
                Map.of("name", "\"Rocket\" \uD83D\uDE80", "empty", ""));
        stores().journal().append(full);
        assertThat(stores().journal().about("app", "app_1", 10)).containsExactly(full);
    }

    @Test
    void listsTheNewestAboutATargetFirst() {
        JournalEntry first = appended("app_1", "app.created");
        appended("app_2", "app.created");
        JournalEntry second = appended("app_1", "app.edited");
        JournalEntry third = appended("app_1", "app.revoked");
        assertThat(stores().journal().about("app", "app_1", 10)).containsExactly(third, second, first);
        assertThat(stores().journal().about("app", "app_1", 2)).containsExactly(third, second);
        assertThat(stores().journal().about("developer", "app_1", 10)).isEmpty();
    }

    private JournalEntry appended(String app, String action) {
        JournalEntry entry = new JournalEntry(
                Samples.id(), Samples.NOW, "system", "system", action, "app", app, null, null, Map.of());
        stores().journal().append(entry);
        return entry;
    }
}
