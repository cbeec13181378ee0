package dev.drawbridge.core.account;

import dev.drawbridge.core.secret.Secret;

/**
 * What someone types to sign up.
 *
 * @param email as typed
 * @param password as typed
 * @param name as typed, possibly empty
 */
public record NewDeveloper(String email, Secret password, String name) {}
