/**
 * Secrets, credentials and the vault.
 *
 * <p>{@link dev.drawbridge.core.secret.Secret} carries a secret without printing it, {@link
 * dev.drawbridge.core.secret.CredentialFormat} makes and checks prefixed credentials, {@link
 * dev.drawbridge.core.secret.TokenHash} is what stores keep of them, {@link dev.drawbridge.core.secret.Vault} seals what
 * must be read again, {@link dev.drawbridge.core.secret.Passwords} hashes what people choose. Nothing here stores anything.
 */
@NullMarked
package dev.drawbridge.core.secret;

import org.jspecify.annotations.NullMarked;
