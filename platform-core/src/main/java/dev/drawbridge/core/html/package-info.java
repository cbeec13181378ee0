/**
 * Pages as values: markup, and the frame around it.
 *
 * <p>A host that adds pages of its own hands a {@link dev.drawbridge.core.html.Page} with its {@link
 * dev.drawbridge.core.html.Chrome} to the {@link dev.drawbridge.core.html.PageFrame} of its environment. {@link
 * dev.drawbridge.core.html.Html} cannot be made from a string but by escaping it, or by the searchable {@link
 * dev.drawbridge.core.html.Html#trusted}. Templates, forms and assets are internal; who may see a page and what it says is
 * decided elsewhere.
 */
@NullMarked
package dev.drawbridge.core.html;

import org.jspecify.annotations.NullMarked;
