package erp.core;

/**
 * One field of a request that breaks a rule.
 *
 * @param pointer JSON pointer into the body ({@code /lines/0/quantity}), or {@code ?name} for a
 *     query parameter, or a header's name
 * @param code the rule, stable: {@code required}, {@code type}, {@code unknown}, {@code size}, ...
 * @param message the rule in words
 */
public record Violation(String pointer, String code, String message) {}
