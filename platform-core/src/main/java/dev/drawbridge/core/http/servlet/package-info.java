/**
 * The bridge to servlet containers (Jakarta Servlet 6.0 and later): {@link
 * dev.drawbridge.core.http.servlet.PlatformServlet}. The only package that sees the servlet API, which is the container's;
 * it decides nothing.
 */
@NullMarked
package dev.drawbridge.core.http.servlet;

import org.jspecify.annotations.NullMarked;
