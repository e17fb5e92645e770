package erp.sales.customers;

import erp.core.http.Versioned;
import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** A customer as callers see it: the party, and what sales agreed with it. */
public record CustomerView(
        UUID id,
        String name,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String street,
        @Nullable String street2,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        int paymentTermDays,
        @Nullable Money creditLimit,
        long version)
        implements Versioned {}
