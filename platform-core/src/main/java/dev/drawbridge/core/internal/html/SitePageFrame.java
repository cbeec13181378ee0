package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.site.Links;

/** Renders the frame from its template, with the product's name and the assets. Thread-safe. */
public final class SitePageFrame implements PageFrame {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final String productName;
    private final Assets assets;
    private final Links links;

    /**
     * Makes the frame.
     *
     * @param productName what the host's product is called
     * @param assets style and script of all pages
     * @param links where headers and footers lead
     */
    public SitePageFrame(String productName, Assets assets, Links links) {
        this.links = links;
        this.productName = productName;
        this.assets = assets;
    }

    /**
     * Gives a page, whoever made it, the headers of pages on which users decide: nobody frames or keeps it. After the decision
     * the browser continues to the app, wherever that is.
     *
     * @param page the page
     * @return the same with the headers; its own content security policy stays
     */
    public static Response decision(Response page) {
        // No Cross-Origin-Opener-Policy either: it would cut off clients that opened a pop-up.
        return guarded(page).noStore().withDefault("Content-Security-Policy", POLICY);
    }

    private static Response guarded(Response page) {
        return page.with("X-Content-Type-Options", "nosniff")
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "same-origin");
    }

    @Override
    public Response page(Page page) {
        Html document = Components.TEMPLATES.render("frame", FrameModel.of(productName, assets, links, page));
        Response response = Response.html(page.status(), document.markup());
        if (page.chrome() instanceof Chrome.Decision) {
            return decision(response);
        }
        return guarded(response)
                .with("Content-Security-Policy", POLICY + "; form-action 'self'")
                .with("Cross-Origin-Opener-Policy", "same-origin");
    }
}
