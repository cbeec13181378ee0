/**
 * How the portal looks and where it leads: {@link dev.drawbridge.core.spi.site.Branding} and {@link
 * dev.drawbridge.core.spi.site.Links}; {@link dev.drawbridge.core.spi.site.PageTemplates} is for hosts that replace pages of it.
 */
@NullMarked
package dev.drawbridge.core.spi.site;

import org.jspecify.annotations.NullMarked;
