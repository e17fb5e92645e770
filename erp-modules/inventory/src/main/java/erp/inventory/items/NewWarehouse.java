package erp.inventory.items;

import erp.core.value.Code;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A warehouse to be opened.
 *
 * @param code unique in the company, case counts
 */
public record NewWarehouse(@Code(max = 32) String code, @NotBlank @Size(max = 200) String name) {}
