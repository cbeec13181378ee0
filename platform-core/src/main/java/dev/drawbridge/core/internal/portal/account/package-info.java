/** Developer accounts in the portal: sign-up, confirmation of the address, login, new passwords and sessions. */
@NullMarked
package dev.drawbridge.core.internal.portal.account;

import org.jspecify.annotations.NullMarked;
