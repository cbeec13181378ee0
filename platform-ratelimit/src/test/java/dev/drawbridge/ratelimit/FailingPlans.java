package dev.drawbridge.ratelimit;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.Plans;

/** Every company is on PRO, as long as the host responds. */
final class FailingPlans implements Plans {

    volatile boolean failing;

    @Override
    public Tier planOf(CompanyId company) {
        if (failing) {
            throw new IllegalStateException("The test's plans were told to fail");
        }
        return Tier.PRO;
    }
}
