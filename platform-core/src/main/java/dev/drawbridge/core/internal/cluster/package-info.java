/**
 * What nodes on one database agree on: who runs a job now ({@link dev.drawbridge.core.internal.cluster.Leases}).
 *
 * <p>Nodes never talk to each other; everything goes through the store.
 */
@NullMarked
package dev.drawbridge.core.internal.cluster;

import org.jspecify.annotations.NullMarked;
