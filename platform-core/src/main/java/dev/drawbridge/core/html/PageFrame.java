package dev.drawbridge.core.html;

import dev.drawbridge.core.http.Response;

/**
 * Puts the frame around pages: document, header, landmarks, the one first-level heading, footer and every security header
 * (spec of the portal, §3.1). Thread-safe.
 *
 * <p>The policy allows nothing inline and nothing from elsewhere; no page may be framed, none is stored.
 */
public interface PageFrame {

    /**
     * Renders a page.
     *
     * @param page the page
     * @return the whole document with its headers, not to be stored
     */
    Response page(Page page);
}
