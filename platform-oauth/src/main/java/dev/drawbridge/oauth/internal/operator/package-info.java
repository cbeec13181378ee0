/**
 * What operators do with apps, grants and signing keys: sections of the operator's area.
 *
 * <p>Each section has its pages and its JSON calls on one action; what they do is done by the services that developers and
 * the host use too.
 */
@NullMarked
package dev.drawbridge.oauth.internal.operator;

import org.jspecify.annotations.NullMarked;
