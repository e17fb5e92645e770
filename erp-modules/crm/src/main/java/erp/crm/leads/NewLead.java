package erp.crm.leads;

import erp.core.value.MultiLine;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A lead as it is to be: a person, an organisation, or both.
 *
 * @param phone with + and the country's prefix, or as it is dialled in the country; kept as E.164
 * @param country ISO 3166-1, two letters
 * @param representativeId whose turn it is in the territory of the place where absent
 */
public record NewLead(
        @Size(max = 100) @Nullable String firstName,
        @Size(max = 100) @Nullable String lastName,
        @Size(max = 200) @Nullable String organisationName,
        @Size(max = 100) @Nullable String jobTitle,
        @Size(max = 40) @Nullable String taxId,
        @NotBlank @Email @Size(max = 254) @Nullable String email,
        @Size(max = 40) @Nullable String phone,
        @Size(max = 200) @Nullable String street,
        @Size(max = 200) @Nullable String street2,
        @Size(max = 20) @Nullable String postalCode,
        @Size(max = 100) @Nullable String city,
        @Pattern(regexp = "[A-Z]{2}") @Nullable String country,
        @Size(max = 32) @Nullable String sourceCode,
        @Size(max = 32) @Nullable String campaignCode,
        @Nullable UUID representativeId,
        @Size(max = 2000) @Nullable @MultiLine String note) {}
