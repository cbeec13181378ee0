/** What the tests of the authorization server begin with: one world, and what browsers, clients and services do in it. */
package dev.drawbridge.oauth.world;
