package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What templates of pages call: <code>@import static dev.drawbridge.core.internal.html.Components.*</code>, then for example
 * <code>${card(title, @`...`)}</code>. What needs many settings is a builder that templates print as it is:
 * {@link Form}, {@link Field}, {@link Alert}, {@link SecretBlock}.
 */
public final class Components {

    static final Templates TEMPLATES = Templates.of(Components.class);

    private static final Content NOTHING = html(Html.EMPTY);
    private static final Content DASH = html(Html.text("–"));

    private Components() {}

    /** Prints what was rendered before. */
    public static Content html(Html ready) {
        return output -> output.writeContent(ready.markup());
    }

    private static Content component(String template, Object model) {
        return html(TEMPLATES.render(template, model));
    }

    /** Renders a block of a template. */
    static Html render(Content content) {
        StringOutput output = new StringOutput();
        content.writeTo(new OwaspHtmlTemplateOutput(output));
        return Html.trusted(output.toString());
    }

    /** A section on its own surface, without a heading. */
    public static Content card(Content content) {
        return card("card", "", NOTHING, content);
    }

    /** A section on its own surface, with a second-level heading. */
    public static Content card(String title, Content content) {
        return card("card", title, NOTHING, content);
    }

    /** A section with a heading and an action beside it: a link, or an inline {@link Form}. */
    public static Content card(String title, Content action, Content content) {
        return card("card", title, action, content);
    }

    /** The one card of a page of a visitor. The page becomes narrow. */
    public static Content narrowCard(Content content) {
        return card("card narrow", "", NOTHING, content);
    }

    /** The section of things that cannot be undone. */
    public static Content dangerCard(String title, Content content) {
        return card("card danger-zone", title, NOTHING, content);
    }

    private static Content card(String cssClass, String title, Content action, Content content) {
        return component("card", new Card(cssClass, title, render(action), render(content)));
    }

    /** A link in running text. */
    public static Content link(String href, String label) {
        return html(Link.to(href, label));
    }

    /** The main action of a page, as a link that looks like a button. */
    public static Content primaryLink(String href, String label) {
        return html(Link.primary(href, label));
    }

    /** A further action, as a link that looks like a button. */
    public static Content secondaryLink(String href, String label) {
        return html(Link.secondary(href, label));
    }

    /** A further action of a thing among several: its name is for those who hear "View" without seeing beside what it is. */
    public static Content secondaryLink(String href, String label, String object) {
        return html(Link.secondary(href, label, object));
    }

    /**
     * The way to a page that asks again before something is done that cannot be undone. It is quiet: solid red is for the
     * button on that page.
     */
    public static Content dangerLink(String href, String label) {
        return html(Link.danger(href, label, ""));
    }

    /** As {@link #dangerLink(String, String)}, of a thing among several: "End secret" and, for those who hear it, which. */
    public static Content dangerLink(String href, String label, String object) {
        return html(Link.danger(href, label, object));
    }

    /** Links and inline forms in a row below what they are about; what cannot be undone is last and at the far end. */
    public static Content actions(Content links) {
        return component("actions", render(links));
    }

    /** A word about a state. */
    public static Content badge(String text, Tone tone) {
        return component("badge", new Badge(text, tone));
    }

    /** Short technical words side by side, or a dash. */
    public static Content chips(Collection<String> words) {
        return words.isEmpty() ? DASH : component("chips", new Chips(List.copyOf(words)));
    }

    /** Several lines of code with a button to copy them. The id must be unique on the page. */
    public static Content code(String id, String label, String lines) {
        return component("code", new Code(id, label, lines));
    }

    /** A value below its label, with a button to copy it. The id must be unique on the page. */
    public static Content copyField(String id, String label, String value) {
        return component("copyfield", new Copied(id, label, value));
    }

    /** A long value below its label that can be seen whole on narrow windows, with a button to copy it. */
    static Content copyLines(String id, String label, String value) {
        return component("copylines", new Copied(id, label, value));
    }

    /** A value with a button to copy it, for table cells and facts. The id must be unique on the page. */
    public static Content copyInline(String id, String label, String value) {
        return component("copyinline", new Copied(id, label, value));
    }

    /**
     * A long identifier cut in its middle, with a button that copies all of it. The id must be unique on the page, and the
     * label within it: "client ID of Northwind Sync".
     */
    public static Content copyShort(String id, String label, String value) {
        return component("copyshort", new Copied(id, label, value));
    }

    /** What is shown where a list would be if it had entries, without anything to do about it. */
    public static Content emptyState(String title, String explanation) {
        return emptyState(title, explanation, NOTHING);
    }

    /** What is shown where a list would be if it had entries. */
    public static Content emptyState(String title, String explanation, Content action) {
        return component("empty", new EmptyState(title, explanation, render(action)));
    }

    /** What an app may do, as a list that is read rather than chosen from. */
    public static Content permissions(List<Permissions.Permission> permissions) {
        return component("permissions", new Permissions.Model(permissions));
    }

    /** A time to the minute, in UTC. */
    public static Content moment(Instant instant) {
        return html(Moment.of(instant));
    }

    /** The day of a time, in UTC. */
    public static Content day(Instant instant) {
        return html(Moment.day(instant));
    }

    /** How far away a time is: "2 minutes ago", "in 7 days"; the exact time is shown on hovering. */
    public static Content relative(Instant instant, Instant now) {
        return html(Moment.relative(instant, now));
    }

    /** A list of {@link #fact facts} about one thing. */
    public static Content facts(Content facts) {
        return component("facts", render(facts));
    }

    /** A name and its value; an empty value is shown as a dash. */
    public static Content fact(String name, String value) {
        return fact(name, value.isEmpty() ? DASH : html(Html.text(value)));
    }

    /** A name and its value. */
    public static Content fact(String name, Content value) {
        return component("fact", new Fact(name, render(value)));
    }

    /** A name and its value, or nothing if the value is empty. */
    public static Content optionalFact(String name, String value) {
        return value.isEmpty() ? NOTHING : fact(name, value);
    }

    /** A name and its words side by side, or nothing if there is none. */
    public static Content optionalFact(String name, Collection<String> words) {
        return words.isEmpty() ? NOTHING : fact(name, chips(words));
    }

    /** A name and an address of the developer's, as a link that tells the other site nothing, or nothing if there is none. */
    public static Content optionalLink(String name, @Nullable URI address) {
        return address == null ? NOTHING : fact(name, html(Link.foreign(address.toString())));
    }

    /** A name and its lines below each other, or nothing if there is none: for addresses, which do not fit side by side. */
    public static Content optionalList(String name, Collection<String> lines) {
        return lines.isEmpty() ? NOTHING : fact(name, component("lines", List.copyOf(lines)));
    }

    /** A number in figures, in the viewer's language, for example "1,200". */
    public static String number(long value) {
        return String.format(Viewer.current().locale(), "%,d", value);
    }

    /** A row of {@link #stat figures}. */
    public static Content stats(Content stats) {
        return component("stats", render(stats));
    }

    /** A figure, formatted, below what it counts. */
    public static Content stat(String label, String value) {
        return stat(label, html(Html.text(value)));
    }

    /** A figure with a link or a small chart, below what it counts. */
    public static Content stat(String label, Content value) {
        return component("stat", new Stat(label, render(value)));
    }

    /**
     * Links that narrow down a list, made by {@link #filter}.
     *
     * @param label what is narrowed down, for assistive technology
     * @param filters the links, one of them chosen
     */
    public static Content filters(String label, Content filters) {
        return component("filters", new Filters(label, render(filters)));
    }

    /** A link that narrows down a list to what its name says. */
    public static Content filter(String name, String href, boolean chosen) {
        return component("filter", new Filter(name, href, chosen));
    }

    /** A field that people do not see, with a name that programs like: what fills it in is a program. */
    public static Content honeypot(String name) {
        return component("honeypot", name);
    }

    /**
     * A table. Where the window is narrow, each row is a card whose cells are labelled with the names of their columns; that
     * and the roles are added here, so rows are plain.
     *
     * @param caption what it lists, for assistive technology
     * @param columns the headers; an empty one is for a column of actions
     * @param rows elements {@code tr}, each beginning with {@code <th scope="row">}; numbers are in {@code <td class="num">},
     *     and a control that is in every row names its object, see {@link #secondaryLink(String, String, String)}
     */
    public static Content table(String caption, List<String> columns, Content rows) {
        return component("table", new Table(caption, columns, StackedRows.of(columns, render(rows))));
    }

    record Card(String cssClass, String title, Html action, Html content) {}

    record Badge(String text, Tone tone) {}

    record Chips(List<String> words) {}

    record Code(String id, String label, String lines) {}

    record Copied(String id, String label, String value) {

        private static final int KEPT_BEFORE = 11;
        private static final int KEPT_AFTER = 4;

        String shortened() {
            return value.length() <= KEPT_BEFORE + KEPT_AFTER + 1
                    ? value
                    : value.substring(0, KEPT_BEFORE) + "…" + value.substring(value.length() - KEPT_AFTER);
        }
    }

    record EmptyState(String title, String text, Html action) {}

    record Fact(String name, Html value) {}

    record Stat(String label, Html value) {}

    record Filters(String label, Html filters) {}

    record Filter(String name, String href, boolean chosen) {}

    record Table(String caption, List<String> columns, StackedRows rows) {}
}
