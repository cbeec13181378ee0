/**
 * How the portal looks, where it leads and what it says of the host: {@link dev.drawbridge.core.spi.site.Branding}, {@link
 * dev.drawbridge.core.spi.site.Links}, {@link dev.drawbridge.core.spi.site.Landing}; {@link
 * dev.drawbridge.core.spi.site.PageTemplates} is for hosts that replace pages of it.
 */
@NullMarked
package dev.drawbridge.core.spi.site;

import org.jspecify.annotations.NullMarked;
