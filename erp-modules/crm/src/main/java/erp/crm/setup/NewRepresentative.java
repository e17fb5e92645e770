package erp.crm.setup;

import erp.core.value.Code;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * Who sells, as it is to be.
 *
 * @param code stays for good: a change that says another is refused
 * @param active whether something new may name him; true where absent
 * @param userId with which he signs in, if he does
 */
record NewRepresentative(
        @Code(max = 32) String code,
        @NotBlank @Size(max = 200) String name,
        @Nullable Boolean active,
        @Nullable UUID userId) {
    boolean isActive() {
        return active == null || active;
    }
}
