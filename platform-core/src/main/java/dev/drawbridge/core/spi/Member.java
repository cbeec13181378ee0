package dev.drawbridge.core.spi;

/**
 * A user's membership in a company.
 *
 * @param user the user
 * @param company the company
 * @param canConnectApps whether the user may consent to apps and install them for the company
 */
public record Member(HostUser user, Company company, boolean canConnectApps) {}
