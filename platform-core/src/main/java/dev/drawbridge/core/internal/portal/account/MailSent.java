package dev.drawbridge.core.internal.portal.account;

/**
 * The model of {@code mailSent.jte}: a mail was sent, if there is an account that it is for.
 *
 * @param message what the visitor is told
 * @param path where they go from here
 * @param link how that is called
 */
record MailSent(String message, String path, String link) {}
