package dev.drawbridge.core.internal.account;

import java.util.Map;

/**
 * How many people may sign up in a sliding hour.
 *
 * @param perDomain per mail domain
 * @param exceptions other limits of single domains, by lower-case domain
 * @param perAddress per source address
 */
public record SignUpLimits(int perDomain, Map<String, Integer> exceptions, int perAddress) {

    /** Copies the exceptions. */
    public SignUpLimits {
        exceptions = Map.copyOf(exceptions);
    }

    int of(String domain) {
        return exceptions.getOrDefault(domain, perDomain);
    }
}
