package erp.hr.pay;

import erp.core.value.Code;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import java.util.List;

/**
 * A pay structure as it is to be.
 *
 * @param components codes, in the order in which they are computed: a formula names only those
 *     before its own
 */
record NewStructure(
        @Code(max = 20) String code,
        @NotBlank @Size(max = 200) String name,
        @Size(min = 1, max = NewStructure.MOST) List<@NotBlank @Size(max = 20) String> components) {
    static final int MOST = 100;

    NewStructure {
        components = List.copyOf(components);
    }
}
