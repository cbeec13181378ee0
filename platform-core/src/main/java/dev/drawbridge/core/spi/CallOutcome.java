package dev.drawbridge.core.spi;

/** How a call ended, as developers see it. */
public enum CallOutcome {
    /** 1xx, 2xx and 3xx. */
    OK,
    /** 4xx but for the following two. */
    CLIENT_ERROR,
    /** 401 and 403. */
    DENIED,
    /** 429. */
    RATE_LIMITED,
    /** 5xx. */
    SERVER_ERROR;

    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    /**
     * Classifies a status.
     *
     * @param status the HTTP status
     * @return its class
     */
    public static CallOutcome of(int status) {
        if (status < FIRST_CLIENT_ERROR) {
            return OK;
        }
        if (status >= FIRST_SERVER_ERROR) {
            return SERVER_ERROR;
        }
        return switch (status) {
            case 401, 403 -> DENIED;
            case 429 -> RATE_LIMITED;
            default -> CLIENT_ERROR;
        };
    }
}
