/**
 * Secrets, credentials and the vault.
 *
 * <p>{@link dev.drawbridge.core.model.Secret} carries a secret without printing it, {@link
 * dev.drawbridge.core.internal.secret.CredentialFormat} makes and checks prefixed credentials, {@link
 * dev.drawbridge.core.model.TokenHash} is what stores keep of them, {@link dev.drawbridge.core.internal.secret.Vault} seals what
 * must be read again, {@link dev.drawbridge.core.internal.secret.Passwords} hashes what people choose. Nothing here stores anything.
 */
@NullMarked
package dev.drawbridge.core.internal.secret;

import org.jspecify.annotations.NullMarked;
