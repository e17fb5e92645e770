package erp.purchasing.suppliers;

import erp.core.http.Versioned;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** A supplier as callers see it: the party, and what purchasing agreed with it. */
public record SupplierView(
        UUID id,
        String name,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String street,
        @Nullable String street2,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country,
        Currency currency,
        int paymentTermDays,
        @Nullable Integer discountDays,
        @Nullable BigDecimal discountPercent,
        boolean active,
        long version)
        implements Versioned {}
