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
     * Begins a copy of this profile.
     *
     * @return a builder with everything that this profile has
     */
    public Builder with() {
        return new Builder(this);
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

    /** Makes a profile. Not thread-safe. */
    public static final class Builder {

        private String name;
        private String description;
        private String contactEmail;
        private @Nullable URI websiteUrl;
        private @Nullable URI logoUrl;
        private @Nullable URI termsUrl;
        private @Nullable URI privacyUrl;

        private Builder(AppProfile profile) {
            this.name = profile.name;
            this.description = profile.description;
            this.contactEmail = profile.contactEmail;
            this.websiteUrl = profile.websiteUrl;
            this.logoUrl = profile.logoUrl;
            this.termsUrl = profile.termsUrl;
            this.privacyUrl = profile.privacyUrl;
        }

        /** Sets the name: 1 to 100 code points. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /** Sets the description, up to 1,000 code points. */
        public Builder description(String value) {
            this.description = value;
            return this;
        }

        /** Sets where users of the app find help. */
        public Builder contactEmail(String value) {
            this.contactEmail = value;
            return this;
        }

        /** Sets where the app is described: https, or null. */
        public Builder websiteUrl(@Nullable URI value) {
            this.websiteUrl = value;
            return this;
        }

        /** Sets where its picture is: https, or null. */
        public Builder logoUrl(@Nullable URI value) {
            this.logoUrl = value;
            return this;
        }

        /** Sets where its terms of use are: https, or null. */
        public Builder termsUrl(@Nullable URI value) {
            this.termsUrl = value;
            return this;
        }

        /** Sets where its privacy policy is: https, or null. */
        public Builder privacyUrl(@Nullable URI value) {
            this.privacyUrl = value;
            return this;
        }

        /**
         * Makes the profile.
         *
         * @return the copy with its changes
         */
        public AppProfile build() {
            return new AppProfile(name, description, contactEmail, websiteUrl, logoUrl, termsUrl, privacyUrl);
        }
    }
}
