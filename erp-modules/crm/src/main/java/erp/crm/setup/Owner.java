package erp.crm.setup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose a list shows: of the representative that the caller is. */
public enum Owner {
    @JsonProperty("me")
    ME
}
