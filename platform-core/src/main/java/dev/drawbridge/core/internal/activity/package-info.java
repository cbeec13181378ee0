/**
 * The journal for people and programs: what happened to an app, to an account, or on the whole platform.
 *
 * <p>{@link dev.drawbridge.core.internal.activity.ActivityLog} reads pages of entries and names who and what they mention; the
 * same entries become a table, JSON, CSV or lines of JSON. Developers see neither the addresses nor the names of the host's
 * users: {@link dev.drawbridge.core.internal.activity.Audience} says who sees what.
 */
@NullMarked
package dev.drawbridge.core.internal.activity;

import org.jspecify.annotations.NullMarked;
