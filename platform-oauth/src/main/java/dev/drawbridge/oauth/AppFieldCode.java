package dev.drawbridge.oauth;

import dev.drawbridge.core.model.ErrorCode;

/** What can be wrong with one field of an app, of a secret or of a filter. */
public enum AppFieldCode implements ErrorCode {
    /** The name shows nothing or is too long. */
    NAME_INVALID("name_invalid"),
    /** The name is the product's, or one that the host keeps for itself. */
    NAME_RESERVED("name_reserved"),
    /** Another live app of the developer has this name. */
    NAME_TAKEN("name_taken"),
    /** The name that was typed to confirm is another. */
    NAME_MISMATCH("name_mismatch"),
    /** The description has too many characters. */
    DESCRIPTION_TOO_LONG("description_too_long"),
    /** The type is none that is known. */
    TYPE_INVALID("type_invalid"),
    /** The type of an app stays. */
    TYPE_FIXED("type_fixed"),
    /** A web or public app has no redirect URI. */
    REDIRECT_URI_REQUIRED("redirect_uri_required"),
    /** A machine app has redirect URIs. */
    REDIRECT_URIS_NOT_USED("redirect_uris_not_used"),
    /** There are too many redirect URIs. */
    TOO_MANY_REDIRECT_URIS("too_many_redirect_uris"),
    /** Two redirect URIs are the same. */
    REDIRECT_URI_DUPLICATE("redirect_uri_duplicate"),
    /** A redirect URI is empty. */
    REDIRECT_URI_BLANK("redirect_uri_blank"),
    /** A redirect URI has too many characters. */
    REDIRECT_URI_TOO_LONG("redirect_uri_too_long"),
    /** A redirect URI has a space or an invisible character. */
    REDIRECT_URI_WHITESPACE("redirect_uri_whitespace"),
    /** A redirect URI has a fragment (RFC 6749 §3.1.2). */
    REDIRECT_URI_FRAGMENT("redirect_uri_fragment"),
    /** A redirect URI has a wildcard. */
    REDIRECT_URI_WILDCARD("redirect_uri_wildcard"),
    /** A redirect URI is neither https nor on a loopback host. */
    REDIRECT_URI_NOT_HTTPS("redirect_uri_not_https"),
    /** Browsers act upon the scheme of a redirect URI themselves. */
    REDIRECT_URI_DANGEROUS_SCHEME("redirect_uri_dangerous_scheme"),
    /** A private-use scheme is no reversed domain name (RFC 8252 §7.1). */
    REDIRECT_URI_SCHEME("redirect_uri_scheme"),
    /** A redirect URI has a user name or password. */
    REDIRECT_URI_USERINFO("redirect_uri_userinfo"),
    /** The host or port of a redirect URI is not valid. */
    REDIRECT_URI_HOST("redirect_uri_host"),
    /** A redirect URI has no path. */
    REDIRECT_URI_PATH("redirect_uri_path"),
    /** The path of a redirect URI has dot segments. */
    REDIRECT_URI_DOT_SEGMENT("redirect_uri_dot_segment"),
    /** A redirect URI has a character that URIs cannot have. */
    REDIRECT_URI_CHARACTER("redirect_uri_character"),
    /** No scope is chosen. */
    SCOPE_REQUIRED("scope_required"),
    /** The host offers no such scope. */
    UNKNOWN_SCOPE("unknown_scope"),
    /** Wildcards are for machine and internal apps. */
    WILDCARD_NOT_ALLOWED("wildcard_not_allowed"),
    /** The contact address is no e-mail address. */
    EMAIL_INVALID("email_invalid"),
    /** A web address is not https. */
    URL_NOT_HTTPS("url_not_https"),
    /** A web address is not valid. */
    URL_INVALID("url_invalid"),
    /** The distribution is none that is known. */
    DISTRIBUTION_INVALID("distribution_invalid"),
    /** There are too many companies that test the app. */
    TOO_MANY_TEST_COMPANIES("too_many_test_companies"),
    /** The id of a company has characters that ids do not have, or too many. */
    TEST_COMPANY_INVALID("test_company_invalid"),
    /** A review needs the field, which is empty. */
    REQUIRED_FOR_REVIEW("required_for_review"),
    /** A review needs a redirect URI that is https and not on a loopback host. */
    PUBLIC_REDIRECT_URI_REQUIRED("public_redirect_uri_required"),
    /** The file is no picture of a kind that is taken, or is damaged or dangerous. */
    LOGO_INVALID("logo_invalid"),
    /** The picture has too many bytes or pixels. */
    LOGO_TOO_LARGE("logo_too_large"),
    /** No file was chosen. */
    LOGO_REQUIRED("logo_required"),
    /** A rejection says why. */
    COMMENT_REQUIRED("comment_required"),
    /** What is written for the other side has too many characters. */
    COMMENT_TOO_LONG("comment_too_long"),
    /** The expiry is no date. */
    EXPIRY_INVALID("expiry_invalid"),
    /** The expiry is past or too far ahead. */
    EXPIRY_OUT_OF_RANGE("expiry_out_of_range"),
    /** There are too many networks. */
    TOO_MANY_IP_RANGES("too_many_ip_ranges"),
    /** A network is not valid. */
    IP_RANGE_INVALID("ip_range_invalid"),
    /** The server takes no clients that authenticate like this. */
    CLIENT_NOT_SUPPORTED("client_not_supported"),
    /** Apps of this type do not authenticate like this. */
    AUTH_METHOD_NOT_FOR_TYPE("auth_method_not_for_type"),
    /** The method is none that is known. */
    AUTH_METHOD_UNKNOWN("auth_method_unknown"),
    /** The server takes no assertions with this algorithm. */
    ALGORITHM_NOT_SUPPORTED("algorithm_not_supported"),
    /** An app that signs its assertions has no keys. */
    KEYS_REQUIRED("keys_required"),
    /** The keys are sent and published (RFC 7591 §2). */
    KEYS_TWICE("keys_twice"),
    /** The key set has too many characters. */
    JWKS_TOO_LONG("jwks_too_long"),
    /** The key set is not valid (RFC 7517 §5). */
    JWKS_INVALID("jwks_invalid"),
    /** The overlap is no duration. */
    OVERLAP_INVALID("overlap_invalid"),
    /** The overlap is negative or too long. */
    OVERLAP_OUT_OF_RANGE("overlap_out_of_range"),
    /** The secret that somebody chose can be guessed. */
    SECRET_TOO_WEAK("secret_too_weak"),
    /** A filter has no such value. */
    UNKNOWN_VALUE("unknown_value");

    private final String wireName;

    AppFieldCode(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
