package dev.drawbridge.core.spi.app;

/**
 * Who a developer is, for pages about their apps.
 *
 * @param name how they call themselves, which nobody checked; possibly empty
 * @param email the address of their account, once they proved that it is theirs; empty before
 */
public record DeveloperContact(String name, String email) {}
