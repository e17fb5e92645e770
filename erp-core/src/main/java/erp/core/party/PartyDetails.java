package erp.core.party;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a business partner.
 *
 * @param taxId as its country writes it
 * @param country ISO 3166-1, two letters
 */
public record PartyDetails(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 40) @Nullable String taxId,
        @NotBlank @Email @Size(max = 254) @Nullable String email,
        @Size(max = 200) @Nullable String street,
        @Size(max = 200) @Nullable String street2,
        @Size(max = 20) @Nullable String postalCode,
        @Size(max = 100) @Nullable String city,
        @Pattern(regexp = "[A-Z]{2}") @Nullable String country) {

    /** A partner of whom only the name is known. */
    public static PartyDetails named(String name) {
        return new PartyDetails(name, null, null, null, null, null, null, null);
    }
}
