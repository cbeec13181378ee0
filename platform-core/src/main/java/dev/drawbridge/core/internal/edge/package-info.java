/**
 * The edge of the platform: what every request passes before its route and every response after it.
 *
 * <p>{@link dev.drawbridge.core.internal.edge.EdgeFilter} gives each request an id, turns what handlers throw into
 * responses, and those into pages where a person reads them. {@link dev.drawbridge.core.internal.edge.RouteFilters} puts
 * before each route what its kind demands. The edge knows nothing of who asks; sessions and tokens are read behind it.
 */
@NullMarked
package dev.drawbridge.core.internal.edge;

import org.jspecify.annotations.NullMarked;
