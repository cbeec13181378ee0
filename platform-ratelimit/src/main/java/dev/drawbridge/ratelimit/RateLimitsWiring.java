package dev.drawbridge.ratelimit;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.spi.EventPublisher;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.ratelimit.internal.EffectiveQuotas;
import dev.drawbridge.ratelimit.internal.LimitMeters;
import dev.drawbridge.ratelimit.internal.LimitOverview;
import dev.drawbridge.ratelimit.internal.MeasuredCounters;
import dev.drawbridge.ratelimit.internal.ResilientCounter;
import dev.drawbridge.ratelimit.internal.UsageDrift;
import dev.drawbridge.ratelimit.internal.event.LimitEventWriter;
import dev.drawbridge.ratelimit.internal.event.LimitEvents;
import dev.drawbridge.ratelimit.internal.override.CachedOverrides;
import dev.drawbridge.ratelimit.internal.portal.ConnectedCompanies;
import dev.drawbridge.ratelimit.internal.portal.LimitNotices;
import dev.drawbridge.ratelimit.internal.portal.LimitsPanel;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitStores;

/**
 * Builds what the module consists of. Read it from top to bottom: how calls are judged, what operators change, what is told,
 * what runs in the background.
 */
final class RateLimitsWiring {

    private final CoreServices core;
    private final LimitStores stores;
    private final Policies policies;
    private final ResilientCounter counter;
    private final TierRateLimiter limiter;
    private final LimitMeters meters;
    private final LimitOverrides overrides;
    private final LimitEvents events;
    private final LimitsPanel panel;

    RateLimitsWiring(CoreServices core, LimitStores stores, Policies policies) {
        this.core = core;
        this.stores = stores;
        this.policies = policies;
        PlatformClock clock = core.clock();
        CounterStore counters = new MeasuredCounters(stores.counters(), clock, core.meters());
        CachedOverrides cached = new CachedOverrides(stores.overrides(), core.changes(), clock);
        this.events = new LimitEvents(clock, core.meters());
        this.counter = new ResilientCounter(counters, clock, core.liveNodes()::count, ResilientCounter.Waits.DEFAULT);
        this.limiter = TierRateLimiter.observed(counter, policies, clock, cached, events);
        this.panel = panel(cached);
        this.meters = new LimitMeters(core.meters());
        this.overrides = new LimitOverrides(
                stores.overrides(), policies.names(), core.transactions(), core.journal(), core.changes(), clock);
        core.meters().gauge("dp.limiter.outage", () -> counter.inOutage() ? 1 : 0);
    }

    RateLimits feature() {
        return new RateLimits(
                overrides,
                Contribution.builder()
                        .addCallPolicy(new TierPolicy(limiter, meters))
                        .addPlanLimits(policies)
                        .addAppPanel(panel)
                        .addPublishingJob(this::eventWriter)
                        .addJobs(
                                counter.job(),
                                drift(),
                                purge("counter-purge", stores.counters()::purge),
                                purge("limit-override-purge", stores.overrides()::purge),
                                purge("limit-event-purge", stores.events()::purge))
                        .build());
    }

    private LimitsPanel panel(CachedOverrides cached) {
        LimitOverview overview = new LimitOverview(policies::terms, new EffectiveQuotas(cached), stores.counters());
        ConnectedCompanies companies = new ConnectedCompanies(
                core.grants(),
                core.cachedPlans(),
                core.cachedMembers(),
                overview,
                core.clock(),
                CounterStore.MAX_DEMANDS / Policies.MAX_LIMITS);
        return new LimitsPanel(companies, new LimitNotices(stores.events(), companies, core.clock()));
    }

    private Job eventWriter(EventPublisher publisher) {
        return new LimitEventWriter(events, stores.events(), core.transactions(), core.journal(), publisher).job();
    }

    private Job drift() {
        return new UsageDrift(
                        core.stores().usage(),
                        stores.counters(),
                        core.stores().replays(),
                        core.clock(),
                        policies.sharedHours(),
                        core.meters().meter("dp.usage.drift", "more", "limiter"),
                        core.meters().meter("dp.usage.drift", "more", "usage"))
                .job();
    }

    private Job purge(String name, PurgeJob.Verb verb) {
        return PurgeJob.of(name, core.clock(), verb).onOneNode();
    }
}
