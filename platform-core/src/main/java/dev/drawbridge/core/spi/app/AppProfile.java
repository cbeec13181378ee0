package dev.drawbridge.core.spi.app;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an app tells people about itself.
 *
 * @param name 1 to 100 code points
 * @param description up to 1,000 code points, possibly empty
 * @param contactEmail where users of the app find help
 * @param websiteUrl https, or null
 * @param logoUrl https, or null; never fetched by a browser directly
 * @param termsUrl https, or null
 * @param privacyUrl https, or null
 */
public record AppProfile(
        String name,
        String description,
        String contactEmail,
        @Nullable URI websiteUrl,
        @Nullable URI logoUrl,
        @Nullable URI termsUrl,
        @Nullable URI privacyUrl) {

    /**
     * Makes a profile without web addresses.
     *
     * @param name 1 to 100 code points
     * @param description up to 1,000 code points, possibly empty
     * @param contactEmail where users of the app find help
     * @return the profile
     */
    public static AppProfile of(String name, String description, String contactEmail) {
        return new AppProfile(name, description, contactEmail, null, null, null, null);
    }

    /**
     * Returns the name as it is compared with the names of other apps: without case.
     *
     * @return the key of the name, never shown
     */
    public String nameKey() {
        // Both ways: some letters meet in upper case only, some in lower case only.
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
