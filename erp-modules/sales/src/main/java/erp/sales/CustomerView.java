package erp.sales;

import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** A customer as callers see it. */
public record CustomerView(
        UUID id, String name, int paymentTermDays, @Nullable Money creditLimit, long version) {}
