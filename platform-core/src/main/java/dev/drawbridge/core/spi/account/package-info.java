/**
 * What developer accounts need from storage.
 *
 * <p>{@link dev.drawbridge.core.spi.account.AccountStores} bundles the four stores: accounts, sessions, links sent by mail,
 * and failed guesses. Each verb is atomic and says what happened; decisions are made in core. No
 * password and no token reaches a store in clear.
 */
@NullMarked
package dev.drawbridge.core.spi.account;

import org.jspecify.annotations.NullMarked;
