package erp.hr.people;

import erp.core.value.Code;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An employee as it is to be: what everybody may know of him.
 *
 * @param email at work
 * @param userId with which he signs in, for self-service
 */
record NewEmployee(
        @Code(max = 20) String number,
        @NotBlank @Size(max = 140) String name,
        @NotBlank @Email @Size(max = 254) @Nullable String email,
        @Nullable UUID userId,
        LocalDate hiredOn) {}
