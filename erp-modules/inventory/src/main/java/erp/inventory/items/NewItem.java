package erp.inventory.items;

import erp.core.value.Code;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * An item to be stocked.
 *
 * @param sku unique in the company, case counts
 * @param unit base unit that quantities are in, {@code piece}
 */
public record NewItem(
        @Code(max = 64) String sku,
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 16) String unit) {}
