package dev.drawbridge.core;

import dev.drawbridge.core.model.Secret;

/**
 * What someone types to sign up.
 *
 * @param email as typed
 * @param password as typed
 * @param name as typed, possibly empty
 */
public record NewDeveloper(String email, Secret password, String name) {}
