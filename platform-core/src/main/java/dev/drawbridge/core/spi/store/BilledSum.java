package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.AppId;

/**
 * What an app used of a route for a company in some time.
 *
 * @param app the app
 * @param route what was called
 * @param quantity the sum of the quantities
 * @param uses how many uses it is the sum of
 */
public record BilledSum(AppId app, String route, long quantity, long uses) {}
