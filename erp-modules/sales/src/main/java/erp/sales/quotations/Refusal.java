package erp.sales.quotations;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * Nothing comes of a quotation.
 *
 * @param reason why, for those who read its history
 */
public record Refusal(@NotBlank @Size(max = 200) @Nullable String reason) {}
