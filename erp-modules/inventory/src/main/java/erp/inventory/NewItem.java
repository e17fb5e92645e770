package erp.inventory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * An item to be stocked.
 *
 * @param sku unique in the company, case counts
 * @param unit base unit that quantities are in, {@code piece}
 */
public record NewItem(
        @Pattern(
                        regexp = "[\\p{Graph}&&[^/]]{1,64}",
                        message = "must be 1 to 64 printable characters without space and slash")
                String sku,
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 16) String unit) {}
