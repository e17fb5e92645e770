package erp.core.http;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In what form a {@link Tabular} answer comes. */
public enum Format {
    @JsonProperty("json")
    JSON,
    @JsonProperty("csv")
    CSV
}
