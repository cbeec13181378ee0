/**
 * What nodes on one database agree on: who runs a job now ({@link dev.drawbridge.core.internal.cluster.Leases}), and how many
 * nodes there are ({@link dev.drawbridge.core.internal.cluster.LiveNodes}).
 *
 * <p>Nodes never talk to each other; everything goes through the store.
 */
@NullMarked
package dev.drawbridge.core.internal.cluster;

import org.jspecify.annotations.NullMarked;
