package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.model.Tier;

/**
 * A call to the host's API whose caller is proven.
 *
 * @param caller who calls
 * @param tier the plan of their company now
 * @param request what was sent
 * @param route the host's name for what is called, for example {@code tickets.read}
 * @param cost how many permits of a quota the call takes; 0 takes none and is limited all the same
 */
public record ApiCall(Caller caller, Tier tier, Request request, String route, int cost) {}
