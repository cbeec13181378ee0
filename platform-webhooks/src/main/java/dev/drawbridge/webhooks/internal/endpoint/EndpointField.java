package dev.drawbridge.webhooks.internal.endpoint;

import dev.drawbridge.core.model.ErrorCode;

/** The fields of endpoints, named alike in forms and JSON, and what can be wrong with one. */
public final class EndpointField {

    public static final String URL = "url";
    public static final String DESCRIPTION = "description";
    public static final String EVENTS = "events";
    public static final String STATUS = "status";
    public static final String OVERLAP = "overlap";
    public static final String BACKLOG = "backlog";

    private EndpointField() {}

    /** What is wrong with a field; a URL also has the codes of core's target rules. */
    public enum Code implements ErrorCode {
        /** The field is empty. */
        REQUIRED("required"),
        /** The description has too many characters. */
        DESCRIPTION_TOO_LONG("description_too_long"),
        /** The description has an invisible character. */
        INVALID_CHARACTERS("invalid_characters"),
        /** The host offers no such event. */
        UNKNOWN_EVENT("unknown_event"),
        /** The app does not have the scope that the event needs. */
        EVENT_SCOPE_MISSING("event_scope_missing"),
        /** The status is none that an endpoint can be given. */
        UNKNOWN_STATUS("unknown_status"),
        /** The instant is none of RFC 3339. */
        INVALID_TIME("invalid_time"),
        /** What becomes of the backlog is neither of the two choices. */
        UNKNOWN_BACKLOG("unknown_backlog"),
        /** The overlap is no ISO 8601 duration. */
        INVALID_DURATION("invalid_duration"),
        /** The overlap is too short or too long. */
        OVERLAP_OUT_OF_RANGE("overlap_out_of_range");

        private final String wireName;

        Code(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
