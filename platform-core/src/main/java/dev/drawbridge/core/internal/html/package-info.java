/**
 * The components that pages are made of, and {@code SitePageFrame} around them.
 *
 * <p>A page is a class that loads and decides, a model, a template and messages, all in one package. The class asks {@code
 * Templates} to render {@code <page>.jte} with its model; the template calls {@code Components} and the builders {@code Form},
 * {@code Field}, {@code Alert}; every word it prints comes from {@code Messages}, the package's {@code
 * messages_en.properties}. Templates escape what they print ({@code $unsafe} is in none of them), and nothing here knows what a
 * page is about. Outside of templates markup is {@link dev.drawbridge.core.html.Html}.
 */
@NullMarked
package dev.drawbridge.core.internal.html;

import org.jspecify.annotations.NullMarked;
