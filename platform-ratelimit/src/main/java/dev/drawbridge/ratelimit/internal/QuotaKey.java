package dev.drawbridge.ratelimit.internal;

/**
 * Whose permits of which quota.
 *
 * @param limit the name of the quota
 * @param company the company
 * @param app the app, empty if all apps of the company share them
 */
record QuotaKey(String limit, String company, String app) {

    /** The key of the counter; the counters of a company are one group. */
    String counter() {
        String shared = limit + ":{" + company + "}";
        return app.isEmpty() ? shared : shared + ":" + app;
    }
}
