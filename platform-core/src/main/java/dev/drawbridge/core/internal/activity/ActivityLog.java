package dev.drawbridge.core.internal.activity;

import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.core.spi.store.JournalQuery;
import dev.drawbridge.core.spi.store.JournalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the journal in pages, newest entries first. Thread-safe. */
public final class ActivityLog {

    /** The most entries of a page. */
    public static final int PAGE_SIZE = 50;

    /** The most entries of a download. */
    public static final int MAX_DOWNLOAD = 10_000;

    private static final int DOWNLOAD_BATCH = 500;

    private final JournalStore store;
    private final Apps apps;
    private final Developers developers;
    private final HostDirectory directory;
    private final String productName;

    /**
     * Makes the reader.
     *
     * @param store the journal
     * @param apps names apps
     * @param developers names developers
     * @param directory names users of the host
     * @param productName names the platform itself
     */
    public ActivityLog(
            JournalStore store, Apps apps, Developers developers, HostDirectory directory, String productName) {
        this.store = store;
        this.apps = apps;
        this.developers = developers;
        this.directory = directory;
        this.productName = productName;
    }

    /**
     * A page of entries.
     *
     * @param entries newest first
     * @param next the cursor of the next page, or null on the last one
     */
    public record Page(List<NamedEntry> entries, @Nullable String next) {}

    /**
     * Reads a page.
     *
     * @param filters what entries must match
     * @param cursor where the page begins
     * @param audience who reads it
     * @return the page; empty if the cursor is of no entry
     */
    public Page page(JournalQuery filters, Optional<String> cursor, Audience audience) {
        List<JournalEntry> found = store.list(new JournalQuery(filters.filters(), cursor.orElse(null), PAGE_SIZE + 1));
        List<JournalEntry> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        String next = found.size() > PAGE_SIZE ? shown.get(PAGE_SIZE - 1).id() : null;
        return new Page(named(shown, audience), next);
    }

    /**
     * Reads what a download has: the newest {@link #MAX_DOWNLOAD} entries.
     *
     * @param filters what entries must match
     * @param audience who reads them
     * @return newest first
     */
    public List<NamedEntry> download(JournalQuery filters, Audience audience) {
        List<JournalEntry> all = new ArrayList<>();
        String last = null;
        List<JournalEntry> batch;
        do {
            batch = store.list(new JournalQuery(filters.filters(), last, DOWNLOAD_BATCH));
            all.addAll(batch);
            last = batch.isEmpty() ? last : batch.get(batch.size() - 1).id();
        } while (batch.size() == DOWNLOAD_BATCH && all.size() < MAX_DOWNLOAD);
        return named(all, audience);
    }

    private List<NamedEntry> named(List<JournalEntry> entries, Audience audience) {
        EntryNames names = new EntryNames(apps, developers, directory, productName, audience);
        return entries.stream().map(names::name).toList();
    }
}
