package erp.purchasing.suppliers;

import erp.core.party.PartyDetails;
import erp.core.value.InvalidValue;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/**
 * A supplier as it is to be: the party, and what purchasing agreed with it.
 *
 * @param country ISO 3166-1, two letters
 * @param currency that it is paid in: the company's, which it is where absent; no other yet
 * @param paymentTermDays from the invoice's date to its due date, 30 where absent
 * @param discountDays from the invoice's date to the last day of the discount
 * @param discountPercent what may be taken off until then
 */
public record NewSupplier(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 40) @Nullable String taxId,
        @NotBlank @Email @Size(max = 254) @Nullable String email,
        @Size(max = 200) @Nullable String street,
        @Size(max = 200) @Nullable String street2,
        @Size(max = 20) @Nullable String postalCode,
        @Size(max = 100) @Nullable String city,
        @Pattern(regexp = "[A-Z]{2}") @Nullable String country,
        @Nullable Currency currency,
        @PositiveOrZero @Max(365) @Nullable Integer paymentTermDays,
        @PositiveOrZero @Max(365) @Nullable Integer discountDays,
        @DecimalMin("0.0001")
                @DecimalMax(value = "100", inclusive = false, message = "must be below {value}")
                @Digits(integer = 2, fraction = 4)
                @Nullable BigDecimal discountPercent) {
    static final int DEFAULT_TERM_DAYS = 30;

    public NewSupplier {
        if ((discountDays == null) != (discountPercent == null)) {
            throw new InvalidValue("together", "goes together with discountDays")
                    .in("discountPercent");
        }
        int days = paymentTermDays == null ? DEFAULT_TERM_DAYS : paymentTermDays;
        if (discountDays != null && discountDays > days) {
            throw new InvalidValue("order", "must not be after the due date").in("discountDays");
        }
    }

    int termDays() {
        return paymentTermDays == null ? DEFAULT_TERM_DAYS : paymentTermDays;
    }

    /** As the history keeps it. */
    Map<String, ?> agreement() {
        Map<String, Object> agreement = new HashMap<>();
        agreement.put("paymentTermDays", termDays());
        if (discountDays != null && discountPercent != null) {
            agreement.put("discountDays", discountDays);
            agreement.put("discountPercent", discountPercent);
        }
        return agreement;
    }

    PartyDetails party() {
        return new PartyDetails(
                name.strip(), taxId, email, street, street2, postalCode, city, country);
    }
}
