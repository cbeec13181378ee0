package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.CompanyId;

/**
 * A company of the host.
 *
 * @param id the host's id of the company
 * @param name how pages call it
 */
public record Company(CompanyId id, String name) {}
