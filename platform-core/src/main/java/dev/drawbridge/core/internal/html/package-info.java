/**
 * The components that pages are made of, each with its template, and {@code SitePageFrame} around them. Entry point: the
 * static factories of {@code Card}, {@code Form}, {@code DataTable} and their like, which return {@link
 * dev.drawbridge.core.html.Html}. Templates escape what they print; nothing here knows what a page is about.
 */
@NullMarked
package dev.drawbridge.core.internal.html;

import org.jspecify.annotations.NullMarked;
