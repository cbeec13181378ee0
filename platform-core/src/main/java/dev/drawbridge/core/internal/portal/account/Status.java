package dev.drawbridge.core.internal.portal.account;

/**
 * The JSON body of a response that says only what was done.
 *
 * @param status for programs, stable
 */
record Status(String status) {}
