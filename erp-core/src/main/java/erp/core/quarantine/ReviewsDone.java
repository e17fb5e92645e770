package erp.core.quarantine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import java.util.List;

/**
 * Documents to be released, and why.
 *
 * @param why what was found and done, for those who come later
 */
public record ReviewsDone(
        @NotBlank @Size(max = 500) String why,
        @Size(min = 1, max = NewQuarantine.MOST) List<DocumentName> documents) {}
