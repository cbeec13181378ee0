/**
 * Developer accounts in the portal. {@code AccountPortal} lists every page and JSON call.
 *
 * <p>Each operation is one class: it reads its input from a form or from JSON, calls the service, and returns a result. A page
 * ({@code ...Page}) and a JSON presenter ({@code ...Json}) share it. Refusals of the service come back as {@code
 * AccountRefusedException}: a page shows its form again ({@code FormRefusal}), JSON gets a problem ({@code AccountProblems}).
 *
 * <p>What accounts are, and what a login takes, is in {@code core.internal.account}; this package translates between that and
 * HTTP.
 */
@NullMarked
package dev.drawbridge.core.internal.portal.account;

import org.jspecify.annotations.NullMarked;
