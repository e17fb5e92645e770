package erp.core.quarantine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Why a document is released.
 *
 * @param why what was found and done, for those who come later
 */
public record ReviewDone(@NotBlank @Size(max = 500) String why) {}
