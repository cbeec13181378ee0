package dev.drawbridge.oauth;

/** Why a user is asked for consent, in the order in which the reasons are checked. */
public enum ConsentReason {
    /** The app wants the page to be shown ({@code prompt}, OpenID Connect Core §3.1.2.1). */
    PROMPT_REQUESTED,
    /** Another program than the app could receive the code at this redirect URI (RFC 8252 §8.6). */
    REDIRECT_NOT_EXCLUSIVE,
    /** The user has allowed the app nothing for this company, or has withdrawn it. */
    NOTHING_ALLOWED,
    /** The app no longer is what the user saw when they allowed it: its name, logo, destinations or scopes changed. */
    APP_CHANGED,
    /** The app asks for a resource (RFC 8707) that the user has not allowed. */
    NEW_RESOURCE,
    /** The app asks for a permission that the user has not allowed for every resource that takes it. */
    NEW_PERMISSION
}
