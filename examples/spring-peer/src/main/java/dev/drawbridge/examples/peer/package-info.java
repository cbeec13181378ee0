/**
 * Spring Authorization Server as the load program measures it: Spring Boot, PostgreSQL with the indexes it lacks, SHA-256 for
 * client secrets, ES256, refresh tokens that rotate, one user who is always logged in and is never asked.
 *
 * <p>Entry point: {@link dev.drawbridge.examples.peer.SpringPeer}. It is no example of how to run that server.
 */
@NullMarked
package dev.drawbridge.examples.peer;

import org.jspecify.annotations.NullMarked;
