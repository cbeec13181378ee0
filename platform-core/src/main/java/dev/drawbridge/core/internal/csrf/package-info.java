/**
 * What keeps other sites from sending requests in a person's name: the check of where a request comes from ({@link
 * dev.drawbridge.core.internal.csrf.CrossSite}), tokens in forms ({@link dev.drawbridge.core.internal.csrf.FormTokens}), and forms that count
 * once ({@link dev.drawbridge.core.internal.csrf.OneTimeForms}).
 *
 * <p>This package renders nothing: pages put the tokens into their forms.
 */
@NullMarked
package dev.drawbridge.core.internal.csrf;

import org.jspecify.annotations.NullMarked;
