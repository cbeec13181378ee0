/**
 * Review of apps: developers ask for it, operators decide. Entry point: {@code AppReviews}. What a review needs of an app is
 * {@code ReviewChecklist}; pages and JSON of developers are {@code ReviewPage} and {@code ReviewJson}.
 *
 * <p>An app that is approved keeps its redirect URIs and scopes until an operator approves other ones: {@code
 * oauth.internal.app.AppChanges} keeps them aside when the app is edited. Not here: the pages of operators.
 */
@NullMarked
package dev.drawbridge.oauth.internal.review;

import org.jspecify.annotations.NullMarked;
