package dev.drawbridge.core.account;

import dev.drawbridge.core.DeveloperAccounts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a host may set about accounts; {@link DeveloperAccounts.Builder} has the defaults.
 *
 * @param signUpsPerDomain sign-ups per mail domain and hour
 * @param domainLimits exceptions from that, by lower-case domain
 * @param signUpsPerAddress sign-ups per source address and hour
 * @param idleLimit how long a session may go unused
 * @param supportContact where developers find help, an address or a phrase
 * @param passwordCost the cost of bcrypt
 */
public record AccountSettings(
        int signUpsPerDomain,
        Map<String, Integer> domainLimits,
        int signUpsPerAddress,
        Optional<Duration> idleLimit,
        String supportContact,
        int passwordCost) {

    public AccountSettings {
        domainLimits = Map.copyOf(domainLimits);
    }

    public int limitOf(String domain) {
        return domainLimits.getOrDefault(domain, signUpsPerDomain);
    }
}
