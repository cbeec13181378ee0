package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Chrome.Tab;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import java.util.List;

/** What the frame's template prints. */
record FrameModel(
        String productName,
        Assets assets,
        String heading,
        boolean error,
        Html content,
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
        DECISION
    }

    static FrameModel of(String productName, Assets assets, Page page) {
        Kind kind = Kind.VISITOR;
        Chrome.Portal portal = new Chrome.Portal("", "", "", List.of());
        if (page.chrome() instanceof Chrome.Portal given) {
            kind = Kind.PORTAL;
            portal = given;
        } else if (page.chrome() instanceof Chrome.Decision) {
            kind = Kind.DECISION;
        } else if (page.chrome() instanceof Chrome.Bare) {
            kind = Kind.BARE;
        }
        return new FrameModel(
                productName,
                assets,
                page.title(),
                page.status() == 422,
                page.content(),
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

    boolean decision() {
        return kind == Kind.DECISION;
    }

    boolean visitor() {
        return kind == Kind.VISITOR;
    }

    String bodyClass() {
        return switch (kind) {
            case VISITOR, BARE -> "visitor";
            case PORTAL -> "portal";
            case DECISION -> "decision";
        };
    }

    /** Tells whether the page lies below the page of a tab; the first tab is the parent of all others. */
    boolean isActive(Tab tab) {
        boolean first = !tabs.isEmpty() && tabs.get(0).equals(tab);
        return activePath.equals(tab.path()) || !first && activePath.startsWith(tab.path() + "/");
    }

    boolean belowSubject() {
        return !subject.isEmpty() && !subject.equals(heading) && !tabs.isEmpty();
    }

    String subjectPath() {
        return tabs.get(0).path();
    }
}
