package erp.core.http.binding;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;

/**
 * How a value of one type is read from JSON. Reads exactly one value, whatever it is, and reports
 * what is wrong with it; then the result is null.
 */
public interface Shape {
    @Nullable Object read(JsonParser json, Findings findings, Pointer at);
}
