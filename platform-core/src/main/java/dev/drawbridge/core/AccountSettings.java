package dev.drawbridge.core;

import dev.drawbridge.core.internal.account.SignUpLimits;
import dev.drawbridge.core.spi.site.Landing;
import java.time.Duration;
import java.util.Optional;

/**
 * A host's decisions about accounts; {@link DeveloperAccounts.Builder} has the defaults.
 *
 * @param signUps how many may sign up
 * @param idleLimit how long a session may go unused
 * @param supportContact where developers find help, an address or a phrase
 * @param passwordCost the cost of bcrypt
 * @param landing what the start page says of the host's API
 */
record AccountSettings(
        SignUpLimits signUps,
        Optional<Duration> idleLimit,
        String supportContact,
        int passwordCost,
        Optional<Landing> landing) {}
