package erp.crm.setup;

import erp.core.value.Code;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * Something with a code, as it is to be.
 *
 * @param code stays for good: a change that says another is refused
 * @param active whether something new may name it; true where absent
 */
public record NewCoded(
        @Code(max = 32) String code,
        @NotBlank @Size(max = 200) String name,
        @Nullable Boolean active) {
    boolean isActive() {
        return active == null || active;
    }
}
