package erp.core.quarantine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * Documents to be held for review.
 *
 * @param release whose version wrote or changed them, as the release's directory is called
 * @param reason what people who meet a held document are told
 */
public record NewQuarantine(
        @NotBlank @Size(max = 100) String release,
        @NotBlank @Size(max = 500) String reason,
        @Size(min = 1, max = NewQuarantine.MOST) List<Document> documents) {
    static final int MOST = 500;

    /**
     * One of them.
     *
     * @param type module and kind, {@code sales.invoice}
     * @param number what people call it
     * @param broken names of the rules that it breaks
     */
    public record Document(
            @NotBlank @Size(max = DocumentName.LONGEST_TYPE) String type,
            UUID id,
            @NotBlank @Size(max = 60) @Nullable String number,
            @Size(max = 20) @Nullable List<@NotBlank @Size(max = 49) String> broken) {
        DocumentName name() {
            return new DocumentName(type, id);
        }
    }
}
