/**
 * What the pages and JSON calls of the portal have in common: their addresses, where a request carries its session, the frame
 * of pages for visitors, and how refusals of accounts become responses.
 */
@NullMarked
package dev.drawbridge.core.internal.portal.frame;

import org.jspecify.annotations.NullMarked;
