package erp.sales.customers;

import erp.core.party.PartyDetails;
import erp.core.value.Money;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A customer as it is to be: the party, and what sales agreed with it.
 *
 * @param country ISO 3166-1, two letters
 * @param paymentTermDays from invoice to due date, 30 where absent
 * @param creditLimit what orders and open invoices may come to; none where absent
 */
public record NewCustomer(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 40) @Nullable String taxId,
        @NotBlank @Email @Size(max = 254) @Nullable String email,
        @Size(max = 200) @Nullable String street,
        @Size(max = 200) @Nullable String street2,
        @Size(max = 20) @Nullable String postalCode,
        @Size(max = 100) @Nullable String city,
        @Pattern(regexp = "[A-Z]{2}") @Nullable String country,
        @PositiveOrZero @Max(365) @Nullable Integer paymentTermDays,
        @PositiveOrZero @Nullable Money creditLimit) {
    static final int DEFAULT_TERM_DAYS = 30;

    int termDays() {
        return paymentTermDays == null ? DEFAULT_TERM_DAYS : paymentTermDays;
    }

    /** As the history keeps it. */
    Map<String, ?> agreement() {
        return creditLimit == null
                ? Map.of("paymentTermDays", termDays())
                : Map.of("paymentTermDays", termDays(), "creditLimit", creditLimit);
    }

    PartyDetails party() {
        return new PartyDetails(
                name.strip(), taxId, email, street, street2, postalCode, city, country);
    }
}
