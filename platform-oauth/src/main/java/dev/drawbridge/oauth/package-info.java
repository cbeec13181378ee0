/** The authorization server: apps, secrets, consent and tokens. */
@NullMarked
package dev.drawbridge.oauth;

import org.jspecify.annotations.NullMarked;
