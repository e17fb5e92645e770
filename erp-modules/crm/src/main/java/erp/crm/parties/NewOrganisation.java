package erp.crm.parties;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * An organisation as it is to be.
 *
 * @param kind a company where absent
 * @param taxId as its country writes it
 * @param phone with + and the country's prefix, or as it is dialled in the country; kept as E.164
 * @param country ISO 3166-1, two letters
 */
public record NewOrganisation(
        @Nullable OrganisationKind kind,
        @NotBlank @Size(max = 200) String name,
        @Size(max = 40) @Nullable String taxId,
        @NotBlank @Email @Size(max = 254) @Nullable String email,
        @Size(max = 40) @Nullable String phone,
        @Size(max = 200) @Nullable String street,
        @Size(max = 200) @Nullable String street2,
        @Size(max = 20) @Nullable String postalCode,
        @Size(max = 100) @Nullable String city,
        @Pattern(regexp = "[A-Z]{2}") @Nullable String country,
        @Nullable UUID representativeId) {}
