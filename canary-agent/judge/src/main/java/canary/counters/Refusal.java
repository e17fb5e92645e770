package canary.counters;

import java.util.Optional;

/** Answers of a status 4xx, by what they tell the caller. */
public enum Refusal {
    UNAUTHORIZED(0, "401"),
    FORBIDDEN(1, "403"),
    NOT_FOUND(2, "404"),
    CONFLICT(3, "409"),
    INVALID(4, "422"),
    TOO_MANY(5, "429"),
    /** Any other client error. */
    OTHER(6, "4xx");

    private final int place;
    private final String code;

    Refusal(int place, String code) {
        this.place = place;
        this.code = code;
    }

    /** The refusal of a status; empty where it is none. */
    public static Optional<Refusal> of(String status) {
        if (status.length() != 3 || status.charAt(0) != '4') {
            return Optional.empty();
        }
        for (Refusal each : values()) {
            if (each.code.equals(status)) {
                return Optional.of(each);
            }
        }
        return Optional.of(OTHER);
    }

    /** From 0, for arrays with one number of each. */
    public int place() {
        return place;
    }

    /** The status; {@code 4xx} for the rest. */
    public String code() {
        return code;
    }
}
