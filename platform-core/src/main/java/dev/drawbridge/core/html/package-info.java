/**
 * Pages: the frame around them, templates, forms and assets.
 *
 * <p>Templates are precompiled into each module's jar and rendered to {@link dev.drawbridge.core.html.Html}; what they print
 * is escaped for its context. Who may see a page and what it says is decided elsewhere.
 */
@NullMarked
package dev.drawbridge.core.html;

import org.jspecify.annotations.NullMarked;
