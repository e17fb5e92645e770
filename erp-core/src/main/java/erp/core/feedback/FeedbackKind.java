package erp.core.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Locale;

/** What a user wants to say. */
public enum FeedbackKind {
    /** Something is worse than it was. */
    @JsonProperty("complaint")
    COMPLAINT,

    /** Something does not work. */
    @JsonProperty("problem")
    PROBLEM,

    @JsonProperty("praise")
    PRAISE,

    @JsonProperty("idea")
    IDEA;

    /** As the API and the metric's label have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
