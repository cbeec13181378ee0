package dev.drawbridge.ratelimit.spi;

/** The stores of the limiter; overrides and events join the transactions of the core's stores. Thread-safe. */
public interface LimitStores {

    /**
     * Returns what counts permits.
     *
     * @return the store
     */
    CounterStore counters();

    /**
     * Returns where limits of single companies are kept.
     *
     * @return the store
     */
    OverrideStore overrides();

    /**
     * Returns where it is kept what happened to quotas.
     *
     * @return the store
     */
    LimitEventStore events();

    /**
     * Returns the same stores with permits counted elsewhere, for example in Redis.
     *
     * @param counters what counts permits
     * @return the stores
     */
    default LimitStores countingIn(CounterStore counters) {
        LimitStores others = this;
        return new LimitStores() {

            @Override
            public CounterStore counters() {
                return counters;
            }

            @Override
            public OverrideStore overrides() {
                return others.overrides();
            }

            @Override
            public LimitEventStore events() {
                return others.events();
            }
        };
    }
}
