package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Chrome.Tab;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.Page.Head;
import dev.drawbridge.core.spi.site.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the frame's template prints. */
record FrameModel(
        String productName,
        Assets assets,
        Links links,
        Viewer viewer,
        String heading,
        boolean error,
        Html content,
        Head head,
        Kind kind,
        String email,
        String formToken,
        String activePath,
        String subject,
        List<Tab> tabs) {

    enum Kind {
        VISITOR,
        BARE,
        PORTAL,
        OPERATOR,
        DECISION
    }

    static FrameModel of(String productName, Assets assets, Links links, Page page) {
        Kind kind = Kind.VISITOR;
        Chrome.Portal portal = new Chrome.Portal("", "", "", List.of());
        if (page.chrome() instanceof Chrome.Portal given) {
            kind = Kind.PORTAL;
            portal = given;
        } else if (page.chrome() instanceof Chrome.Operator given) {
            kind = Kind.OPERATOR;
            portal = new Chrome.Portal(given.name(), "", given.activePath(), given.sections());
        } else if (page.chrome() instanceof Chrome.Decision) {
            kind = Kind.DECISION;
        } else if (page.chrome() instanceof Chrome.Bare) {
            kind = Kind.BARE;
        }
        return new FrameModel(
                productName,
                assets,
                links,
                Viewer.current(),
                page.title(),
                page.status() == 422,
                page.content(),
                page.head(),
                kind,
                portal.email(),
                portal.formToken(),
                portal.activePath(),
                portal.subject(),
                portal.tabs());
    }

    boolean portal() {
        return kind == Kind.PORTAL;
    }

    boolean operator() {
        return kind == Kind.OPERATOR;
    }

    boolean decision() {
        return kind == Kind.DECISION;
    }

    boolean visitor() {
        return kind == Kind.VISITOR;
    }

    String bodyClass() {
        return switch (kind) {
            case VISITOR, BARE -> "visitor";
            case PORTAL, OPERATOR -> "portal";
            case DECISION -> "decision";
        };
    }

    /** Tells whether the page lies below the page of a tab; the first tab is the parent of all others. */
    boolean isActive(Tab tab) {
        boolean first = !tabs.isEmpty() && tabs.get(0).equals(tab);
        return activePath.equals(tab.path()) || !first && activePath.startsWith(tab.path() + "/");
    }

    /** The pages between the list of apps and this one: the app, the tab that this page is below, what the page names. */
    List<Tab> crumbs() {
        List<Tab> crumbs = new ArrayList<>();
        if (!tabs.isEmpty() && !activePath.equals(tabs.get(0).path())) {
            crumbs.add(new Tab(subject, tabs.get(0).path()));
            tabs.stream()
                    .filter(tab -> isActive(tab) && !activePath.equals(tab.path()))
                    .forEach(crumbs::add);
        }
        crumbs.addAll(head.crumbs());
        return crumbs;
    }

    boolean hasCrumbs() {
        return !subject.isEmpty() || !head.crumbs().isEmpty();
    }

    /** What the page is, the app that it is about, and whose pages these are; none of them twice. */
    String documentTitle(Messages text) {
        String page = head.documentTitle().isEmpty() ? heading : head.documentTitle();
        String site = decision() ? productName : text.of("frame.developers-of", productName);
        String title = Stream.of(page, subject, site)
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(" · "));
        return error ? text.of("frame.document-error", title) : title;
    }

    String initial() {
        return Assets.initial(productName);
    }

    @Nullable
    String theme() {
        return viewer.theme().isEmpty() ? null : viewer.theme();
    }
}
