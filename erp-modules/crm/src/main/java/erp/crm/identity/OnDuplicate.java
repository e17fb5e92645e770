package erp.crm.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done where somebody is there already. */
public enum OnDuplicate {
    /** 409 with those that are there. */
    @JsonProperty("refuse")
    REFUSE,

    /** 200 with the one that is there, unchanged. */
    @JsonProperty("return")
    RETURN
}
