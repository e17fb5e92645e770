package erp.purchasing.orders;

import erp.purchasing.common.Limits;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What a supplier says of an order.
 *
 * @param supplierReference what it calls the order
 */
public record Confirmation(
        @NotBlank @Size(max = Limits.REFERENCE) @Nullable String supplierReference) {}
