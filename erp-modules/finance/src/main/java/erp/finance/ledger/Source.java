package erp.finance.ledger;

import java.util.UUID;

/**
 * What an entry was posted for. Unique in a company's ledger, so that nothing is posted twice.
 *
 * @param type the document's type, {@code sales.invoice}
 * @param id the document
 * @param posting which of the document's postings, {@code revenue}
 */
public record Source(String type, UUID id, String posting) {
    static final int LONGEST = 40;

    public Source {
        if (type.isBlank()
                || type.length() > LONGEST
                || posting.isBlank()
                || posting.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a source's type and posting have 1 to " + LONGEST + " characters");
        }
    }
}
