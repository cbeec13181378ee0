package dev.drawbridge.oauth.internal.consent;

/**
 * Who an app is, as pages say it.
 *
 * @param initial the first letter of its name
 * @param logo the path of its picture, empty if it has none
 * @param name its name, without characters that rearrange the text around it
 * @param developer who is responsible for it, as far as that was proved
 * @param website the host of its website, empty where that is only claimed
 * @param reviewed whether the host vouches for it
 * @param product what pages call the host's product
 */
record AppIdentity(
        String initial, String logo, String name, String developer, String website, boolean reviewed, String product) {}
