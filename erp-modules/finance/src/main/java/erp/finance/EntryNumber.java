package erp.finance;

import erp.core.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** Number of the entry of the same id; {@link PendingNumbers} writes it. */
@Entity
@Immutable
@Table(name = "finance_entry_number")
class EntryNumber extends CompanyRow {
    @Enumerated(EnumType.STRING)
    private Book book;

    private int fiscalYear;
    private long number;

    protected EntryNumber() {}

    int getFiscalYear() {
        return fiscalYear;
    }

    long getNumber() {
        return number;
    }
}
