package erp.inventory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A warehouse to be opened.
 *
 * @param code unique in the company, case counts
 */
public record NewWarehouse(
        @Pattern(
                        regexp = "[\\p{Graph}&&[^/]]{1,32}",
                        message = "must be 1 to 32 printable characters without space and slash")
                String code,
        @NotBlank @Size(max = 200) String name) {}
