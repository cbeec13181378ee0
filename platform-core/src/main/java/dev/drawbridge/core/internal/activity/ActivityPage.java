package dev.drawbridge.core.internal.activity;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.store.JournalQuery;
import dev.drawbridge.core.spi.store.JournalQuery.Filter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The table of entries that pages show, with links that narrow it down to a group of actions. Thread-safe. */
public final class ActivityPage {

    private static final String ALL = "";

    private final ActivityLog log;
    private final Templates templates = Templates.of(ActivityPage.class);

    /**
     * Makes the table.
     *
     * @param log reads the entries
     */
    public ActivityPage(ActivityLog log) {
        this.log = log;
    }

    /**
     * The model of {@code activity.jte}.
     *
     * @param filters links to groups of actions; none if the page narrows the list down otherwise
     * @param rows the entries
     * @param narrowed whether some entries may be left out
     * @param csv where the table is a file
     * @param older the next page, or empty
     */
    record Model(List<FilterLink> filters, List<Row> rows, boolean narrowed, String csv, String older) {}

    /** A link that narrows the list down. */
    record FilterLink(String label, String href, boolean chosen) {}

    /**
     * An entry.
     *
     * @param who the name, or else the id of the actor
     * @param what in words
     * @param action as programs spell it
     * @param target the name, or else the id of the target
     * @param targetType what kind of target
     */
    record Row(
            Instant at,
            String who,
            String what,
            String action,
            String target,
            String targetType,
            String ip,
            String requestId,
            String reason,
            List<Detail> details) {}

    /** A detail: what it is now, and what it was before if it changed. */
    record Detail(String name, String before, String value) {}

    /**
     * Returns the title of the pages.
     *
     * @return one word
     */
    public String title() {
        return templates.text().of("activity.title");
    }

    /**
     * Renders the entries that match, with links to groups of actions.
     *
     * @param request its query has {@code action} and {@code cursor}
     * @param entries which
     * @param audience who reads them
     * @param groups the groups of actions that have a link
     * @param csv where the table is a file
     * @return the content of the page
     */
    public Html render(Request request, JournalQuery entries, Audience audience, List<String> groups, String csv) {
        String chosen = request.query().text("action");
        List<FilterLink> links = new ArrayList<>();
        if (!groups.isEmpty()) {
            links.add(new FilterLink(templates.text().of("activity.all"), request.path(), chosen.isEmpty()));
            groups.forEach(group -> links.add(new FilterLink(
                    templates.text().of("activity.group-" + group),
                    request.path() + "?action=" + group,
                    chosen.equals(group))));
        }
        ActivityLog.Page page =
                log.page(narrowed(request, entries), request.query().first("cursor"), audience);
        return templates.render(
                "activity",
                new Model(
                        links,
                        page.entries().stream().map(ActivityPage::row).toList(),
                        !request.rawQuery().isEmpty(),
                        withQuery(csv, request),
                        Optional.ofNullable(page.next())
                                .map(next -> older(request, next))
                                .orElse("")));
    }

    /** Narrows a list down to the actions that a query names. */
    static JournalQuery narrowed(Request request, JournalQuery entries) {
        String action = request.query().text("action");
        return action.equals(ALL) ? entries : entries.and(Filter.ACTION, action);
    }

    private static String withQuery(String path, Request request) {
        return request.rawQuery().isEmpty() ? path : path + "?" + request.rawQuery();
    }

    private static String older(Request request, String next) {
        StringBuilder link = new StringBuilder(request.path()).append('?');
        Set<String> names = new LinkedHashSet<>(request.query().names());
        names.remove("cursor");
        names.forEach(name -> link.append(encoded(name))
                .append('=')
                .append(encoded(request.query().text(name)))
                .append('&'));
        return link.append("cursor=").append(encoded(next)).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Row row(NamedEntry named) {
        JournalEntry entry = named.entry();
        return new Row(
                entry.at(),
                Objects.requireNonNullElse(named.actorName(), entry.actorId()),
                words(entry.action()),
                entry.action(),
                Objects.requireNonNullElse(named.targetName(), entry.targetId()),
                entry.targetType(),
                Objects.requireNonNullElse(named.ip(), ""),
                Objects.requireNonNullElse(entry.requestId(), ""),
                entry.reason().orElse(""),
                details(entry));
    }

    private static List<Detail> details(JournalEntry entry) {
        Set<String> changed = new LinkedHashSet<>(entry.before().keySet());
        changed.addAll(entry.after().keySet());
        List<Detail> details = new ArrayList<>();
        changed.forEach(field -> details.add(new Detail(
                field, entry.before().getOrDefault(field, ""), entry.after().getOrDefault(field, ""))));
        entry.otherDetails().forEach((name, value) -> details.add(new Detail(name, "", value)));
        return details;
    }

    /** An action in words: {@code secret.rotation_cancelled} is "Secret rotation cancelled". */
    private static String words(String action) {
        String words = action.replace('.', ' ').replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
