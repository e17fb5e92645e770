package erp.finance.ledger;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Base and amount of one tax code in a posted entry; negative where the entry is a reversal. */
@Entity
@Immutable
@Table(name = "finance_tax_line")
public class TaxLine extends CompanyRow {
    private UUID entryId;
    private UUID taxCodeId;
    private LocalDate taxDate;
    private String currency;

    @Column(precision = 19, scale = 4)
    private BigDecimal base;

    @Column(precision = 19, scale = 4)
    private BigDecimal amount;

    protected TaxLine() {}

    TaxLine(UUID id, JournalEntry entry, UUID taxCodeId, BigDecimal base, BigDecimal amount) {
        super(id);
        this.entryId = entry.getId();
        this.taxCodeId = taxCodeId;
        this.taxDate = entry.getEntryDate();
        this.currency = entry.getCurrency();
        this.base = base;
        this.amount = amount;
    }

    TaxLine reversedBy(UUID id, JournalEntry reversal) {
        return new TaxLine(id, reversal, taxCodeId, base.negate(), amount.negate());
    }
}
