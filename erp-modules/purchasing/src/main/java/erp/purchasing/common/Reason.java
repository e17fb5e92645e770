package erp.purchasing.common;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Why something is done, for those who read the document's history.
 *
 * @param reason in words
 */
public record Reason(@NotBlank @Size(max = Limits.REASON) String reason) {}
