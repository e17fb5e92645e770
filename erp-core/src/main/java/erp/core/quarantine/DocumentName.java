package erp.core.quarantine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import java.util.UUID;

/**
 * A document as its history names it.
 *
 * @param type module and kind, {@code sales.invoice}
 */
public record DocumentName(@NotBlank @Size(max = DocumentName.LONGEST_TYPE) String type, UUID id) {
    static final int LONGEST_TYPE = 60;

    String module() {
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }
}
