package erp.finance.ledger;

import erp.core.value.MultiLine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * That a document is to be taken back.
 *
 * @param date when; not before the document and what followed from it. Today where it is left out
 * @param reason why
 */
public record NewReversal(
        @Nullable LocalDate date,
        @NotBlank @Size(max = Entry.LONGEST_TEXT) @MultiLine @Nullable String reason) {
    /** Today, for no stated reason. */
    public static final NewReversal TODAY = new NewReversal(null, null);
}
