package erp.crm.parties;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A person as it is to be.
 *
 * @param organisationId where the person works
 * @param phone with + and the country's prefix, or as it is dialled in the country; kept as E.164
 * @param country ISO 3166-1, two letters
 */
public record NewContact(
        @Nullable UUID organisationId,
        @Size(max = 100) @Nullable String firstName,
        @NotBlank @Size(max = 100) String lastName,
        @Size(max = 100) @Nullable String jobTitle,
        @NotBlank @Email @Size(max = 254) @Nullable String email,
        @Size(max = 40) @Nullable String phone,
        @Pattern(regexp = "[A-Z]{2}") @Nullable String country) {}
