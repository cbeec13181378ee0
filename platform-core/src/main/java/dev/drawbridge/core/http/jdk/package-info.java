/**
 * The bridge to the HTTP server of the JDK: {@link dev.drawbridge.core.http.jdk.JdkHttpServerAdapter} reads an exchange
 * into a {@link dev.drawbridge.core.http.Request} and writes the {@link dev.drawbridge.core.http.Response}. It decides
 * nothing.
 */
@NullMarked
package dev.drawbridge.core.http.jdk;

import org.jspecify.annotations.NullMarked;
