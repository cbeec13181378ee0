package dev.drawbridge.oauth;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Distribution;
import dev.drawbridge.oauth.internal.text.AppTexts;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants an app to be, not yet checked: {@link OAuthAppRegistry} judges it.
 *
 * @param type what kind of client; fixed once the app exists
 * @param name 1 to 100 code points
 * @param description up to 1,000 code points
 * @param contactEmail where users of the app find help
 * @param links web addresses
 * @param redirectUris 1 to 5 (10 for apps without an owner) for web and public apps, none for machine apps; kept byte for
 *     byte
 * @param scopes at least one, from the host's catalog; wildcards for machine and internal apps only
 * @param distribution who may use the app
 * @param testCompanies ids of up to 100 companies, which alone may use the app while it is being tested
 * @param expiresAt from this instant on the app is refused, at most five years ahead; null = never
 * @param ipAllowList up to 50 networks in CIDR notation; empty = from anywhere
 * @param refreshTokens whether a code gives a refresh token, too
 */
public record AppDraft(
        AppType type,
        String name,
        String description,
        String contactEmail,
        Links links,
        List<String> redirectUris,
        List<String> scopes,
        Distribution distribution,
        List<String> testCompanies,
        @Nullable Instant expiresAt,
        List<String> ipAllowList,
        boolean refreshTokens) {

    /**
     * Web addresses of an app, each https or empty.
     *
     * @param website about the app
     * @param logo a picture, never fetched by a user's browser directly
     * @param terms of use
     * @param privacy policy
     */
    public record Links(String website, String logo, String terms, String privacy) {

        /** No addresses. */
        public static final Links NONE = new Links("", "", "", "");
    }

    /** Copies the lists. */
    public AppDraft {
        redirectUris = List.copyOf(redirectUris);
        scopes = List.copyOf(scopes);
        testCompanies = List.copyOf(testCompanies);
        ipAllowList = List.copyOf(ipAllowList);
    }

    /**
     * Begins a draft of a new app: private, without expiry, from anywhere.
     *
     * @param type what kind of client
     * @param name its name
     * @return a builder
     */
    public static Builder of(AppType type, String name) {
        return new Builder(new AppDraft(
                type,
                name,
                "",
                "",
                Links.NONE,
                List.of(),
                List.of(),
                Distribution.PRIVATE,
                List.of(),
                null,
                List.of(),
                true));
    }

    /**
     * Begins a draft with what an app is now.
     *
     * @param app the app
     * @return a builder
     */
    public static Builder from(App app) {
        AppProfile profile = app.profile();
        Links links = new Links(
                text(profile.websiteUrl()),
                text(profile.logoUrl()),
                text(profile.termsUrl()),
                text(profile.privacyUrl()));
        return new Builder(new AppDraft(
                app.type(),
                profile.name(),
                profile.description(),
                profile.contactEmail(),
                links,
                app.access().redirectUris(),
                List.copyOf(app.access().scopes().names()),
                app.access().distribution(),
                app.access().testCompanies().stream().map(CompanyId::value).toList(),
                app.expiresAt(),
                app.access().ipAllowList(),
                app.access().refreshTokens()));
    }

    /**
     * Begins a draft with what this one says.
     *
     * @return a builder
     */
    public Builder with() {
        return new Builder(this);
    }

    /**
     * Tells whether an app is already what this draft makes of it, its expiry aside.
     *
     * @param app the app
     * @return true if an edit would change its expiry at most
     * @throws IllegalArgumentException if the draft has faults
     */
    public boolean describes(App app) {
        AppAccess lasting = with().expiresAt(app.expiresAt()).build().access();
        return type == app.type() && profile().equals(app.profile()) && lasting.equals(app.access());
    }

    /**
     * Makes the profile of a draft without faults.
     *
     * @return name and description cleaned of what people cannot see
     */
    public AppProfile profile() {
        return AppProfile.of(AppTexts.cleanName(name), AppTexts.cleanDescription(description), contactEmail.strip())
                .with()
                .websiteUrl(uri(links.website))
                .logoUrl(uri(links.logo))
                .termsUrl(uri(links.terms))
                .privacyUrl(uri(links.privacy))
                .build();
    }

    /**
     * Makes the access of a draft without faults.
     *
     * @return what the app may ask for and from where
     */
    public AppAccess access() {
        return new AppAccess(
                redirectUris,
                Scopes.of(scopes),
                ipAllowList,
                distribution,
                testCompanies.stream().map(CompanyId::new).toList(),
                expiresAt,
                refreshTokens);
    }

    /**
     * Tells whether a text can be a contact address.
     *
     * @param text the text
     * @return true if it has the form of an e-mail address
     */
    public static boolean isContact(String text) {
        return AppTexts.isEmail(text);
    }

    private static String text(@Nullable URI uri) {
        return uri == null ? "" : uri.toString();
    }

    private static @Nullable URI uri(String text) {
        return text.isEmpty() ? null : URI.create(text);
    }

    /** Makes a draft. Not thread-safe. */
    public static final class Builder {

        private AppType type;
        private String name;
        private String description;
        private String contactEmail;
        private Links links;
        private List<String> redirectUris;
        private List<String> scopes;
        private Distribution distribution;
        private List<String> testCompanies;
        private @Nullable Instant expiresAt;
        private List<String> ipAllowList;
        private boolean refreshTokens;

        private Builder(AppDraft draft) {
            this.type = draft.type;
            this.name = draft.name;
            this.description = draft.description;
            this.contactEmail = draft.contactEmail;
            this.links = draft.links;
            this.redirectUris = draft.redirectUris;
            this.scopes = draft.scopes;
            this.distribution = draft.distribution;
            this.testCompanies = draft.testCompanies;
            this.expiresAt = draft.expiresAt;
            this.ipAllowList = draft.ipAllowList;
            this.refreshTokens = draft.refreshTokens;
        }

        /** Sets what kind of client it is. */
        public Builder type(AppType value) {
            this.type = value;
            return this;
        }

        /** Sets the name: 1 to 100 code points. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /** Sets the description, up to 1,000 code points. Default: empty. */
        public Builder description(String value) {
            this.description = value;
            return this;
        }

        /** Sets the e-mail address where users of the app find help. Default: the owner's own. */
        public Builder contactEmail(String value) {
            this.contactEmail = value;
            return this;
        }

        /** Sets where the app is described: https or empty. Default: empty. */
        public Builder websiteUrl(String value) {
            this.links = new Links(value, links.logo, links.terms, links.privacy);
            return this;
        }

        /** Sets where its picture is: https or empty. Default: empty. */
        public Builder logoUrl(String value) {
            this.links = new Links(links.website, value, links.terms, links.privacy);
            return this;
        }

        /** Sets where its terms of use are: https or empty. Default: empty. */
        public Builder termsUrl(String value) {
            this.links = new Links(links.website, links.logo, value, links.privacy);
            return this;
        }

        /** Sets where its privacy policy is: https or empty. Default: empty. */
        public Builder privacyUrl(String value) {
            this.links = new Links(links.website, links.logo, links.terms, value);
            return this;
        }

        /** Sets the redirect URIs, 1 to 5 for web and public apps. Default: none. */
        public Builder redirectUris(String... value) {
            return redirectUris(List.of(value));
        }

        /** Sets the redirect URIs, 1 to 5 for web and public apps. Default: none. */
        public Builder redirectUris(Collection<String> value) {
            this.redirectUris = List.copyOf(value);
            return this;
        }

        /** Sets the scopes, at least one. */
        public Builder scopes(String... value) {
            return scopes(List.of(value));
        }

        /** Sets the scopes, at least one. */
        public Builder scopes(Collection<String> value) {
            this.scopes = List.copyOf(value);
            return this;
        }

        /** Sets who may connect the app. Default: {@link Distribution#PRIVATE}. */
        public Builder distribution(Distribution value) {
            this.distribution = value;
            return this;
        }

        /** Sets which companies may use the app while it is being tested: up to 100 ids. Default: none. */
        public Builder testCompanies(Collection<String> value) {
            this.testCompanies = List.copyOf(value);
            return this;
        }

        /** Sets when the app ends, at most five years ahead; null means never. Default: never. */
        public Builder expiresAt(@Nullable Instant value) {
            this.expiresAt = value;
            return this;
        }

        /** Sets from where the app may call: up to 50 networks in CIDR notation. Default: anywhere. */
        public Builder ipAllowList(Collection<String> value) {
            this.ipAllowList = List.copyOf(value);
            return this;
        }

        /** Sets whether a code gives a refresh token, too. Default: true. */
        public Builder refreshTokens(boolean value) {
            this.refreshTokens = value;
            return this;
        }

        /**
         * Makes the draft.
         *
         * @return the draft, not yet checked
         */
        public AppDraft build() {
            return new AppDraft(
                    type,
                    name,
                    description,
                    contactEmail,
                    links,
                    redirectUris,
                    scopes,
                    distribution,
                    testCompanies,
                    expiresAt,
                    ipAllowList,
                    refreshTokens);
        }
    }
}
