package erp.sales.orders;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * An order ends before all of it was delivered.
 *
 * @param reason why, for those who read its history
 */
public record ShortClosing(@NotBlank @Size(max = 200) @Nullable String reason) {}
