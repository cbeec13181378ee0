package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.spi.JournalAction;

/** What the journal records about apps, what companies and users agreed to, and tokens. */
public enum OAuthAction implements JournalAction {
    /** An app was registered. */
    APP_CREATED("app.created"),
    /** Something about an app was changed. */
    APP_UPDATED("app.updated"),
    /** An app was ended for good. */
    APP_REVOKED("app.revoked"),
    /** An app got another picture. */
    LOGO_CHANGED("app.logo_changed"),
    /** The picture of an app was removed. */
    LOGO_REMOVED("app.logo_removed"),
    /** A developer asked for a review. */
    REVIEW_SUBMITTED("review.submitted"),
    /** A developer took an app, or a change of it, back from the review. */
    REVIEW_WITHDRAWN("review.withdrawn"),
    /** An operator approved an app, or a change of it. */
    REVIEW_APPROVED("review.approved"),
    /** An operator rejected an app, or a change of it. */
    REVIEW_REJECTED("review.rejected"),
    /** A client secret was replaced. */
    SECRET_ROTATED("secret.rotated"),
    /** An operator brought a client secret along. */
    SECRET_PROVIDED("secret.provided"),
    /** A client secret was ended. */
    SECRET_ENDED("secret.ended"),
    /** A rotation was taken back. */
    SECRET_ROTATION_CANCELLED("secret.rotation_cancelled"),
    /** The host made a token that lets clients register. */
    INITIAL_TOKEN_CREATED("initial_token.created"),
    /** The host ended a token that lets clients register. */
    INITIAL_TOKEN_REVOKED("initial_token.revoked"),
    /** A user let an app act for them. */
    GRANT_CREATED("grant.created"),
    /** A company installed an app. */
    GRANT_INSTALLED("grant.installed"),
    /** A user or company decided about an app again, with other scopes. */
    GRANT_CHANGED("grant.changed"),
    /** A user or company disconnected an app, or the grant ended with what it was for. */
    GRANT_ENDED("grant.ended"),
    /** A user refused an app. */
    CONSENT_DENIED("consent.denied"),
    /** A client, or the server, revoked a token. */
    TOKEN_REVOKED("token.revoked"),
    /** A refresh token came a second time, so its whole family was ended. */
    TOKEN_REUSED("token.reused"),
    /** An authorization code came a second time, so the tokens that it gave were revoked. */
    CODE_REUSED("code.reused"),
    /** A client proved who it is from an address that its policy does not allow. */
    CLIENT_ADDRESS_REFUSED("client.address_refused"),
    /** An operator stopped an app. */
    APP_SUSPENDED("app.suspended"),
    /** An operator let a stopped app work again. */
    APP_RESUMED("app.resumed"),
    /** An operator had the next signing key announced before its time. */
    KEY_ROTATED("key.rotated"),
    /** A signing key was revoked. */
    KEY_REVOKED("key.revoked");

    private final String wireName;

    OAuthAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
