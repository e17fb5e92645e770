package erp.finance.ledger;

import erp.core.tx.CompanyRow;
import erp.finance.numbering.Book;
import erp.finance.numbering.PendingNumbers;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** Number of the entry of the same id; {@link PendingNumbers} writes it. */
@Entity
@Immutable
@Table(name = "finance_entry_number")
public class EntryNumber extends CompanyRow {
    @Enumerated(EnumType.STRING)
    private Book book;

    private int fiscalYear;
    private long number;

    protected EntryNumber() {}

    int getFiscalYear() {
        return fiscalYear;
    }

    public long getNumber() {
        return number;
    }
}
