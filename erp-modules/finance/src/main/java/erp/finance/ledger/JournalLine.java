package erp.finance.ledger;

import erp.core.tx.CompanyRow;
import erp.finance.accounts.Side;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A line of a posted entry. It repeats date and currency so that balances need one index only. */
@Entity
@Immutable
@Table(name = "finance_journal_line")
public class JournalLine extends CompanyRow {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private JournalEntry entry;

    private int lineNo;
    private UUID accountId;
    private @Nullable UUID partyId;
    private @Nullable String costCentre;
    private LocalDate entryDate;
    private String currency;

    @Column(precision = 19, scale = 4)
    private BigDecimal debit;

    @Column(precision = 19, scale = 4)
    private BigDecimal credit;

    protected JournalLine() {}

    JournalLine(
            UUID id,
            JournalEntry entry,
            int lineNo,
            UUID accountId,
            @Nullable UUID partyId,
            @Nullable String costCentre,
            Side side,
            BigDecimal amount) {
        super(id);
        this.entry = entry;
        this.lineNo = lineNo;
        this.accountId = accountId;
        this.partyId = partyId;
        this.costCentre = costCentre;
        this.entryDate = entry.getEntryDate();
        this.currency = entry.getCurrency();
        this.debit = side == Side.DEBIT ? amount : BigDecimal.ZERO;
        this.credit = side == Side.CREDIT ? amount : BigDecimal.ZERO;
    }

    /** A line of that entry with the same on the other side. */
    JournalLine mirrored(UUID lineId, JournalEntry reversal, int number) {
        var line =
                new JournalLine(
                        lineId, reversal, number, accountId, partyId, costCentre, side(), amount());
        line.debit = credit;
        line.credit = debit;
        return line;
    }

    Side side() {
        return debit.signum() > 0 ? Side.DEBIT : Side.CREDIT;
    }

    BigDecimal amount() {
        return debit.signum() > 0 ? debit : credit;
    }

    int getLineNo() {
        return lineNo;
    }

    UUID getAccountId() {
        return accountId;
    }

    @Nullable UUID getPartyId() {
        return partyId;
    }

    @Nullable String getCostCentre() {
        return costCentre;
    }
}
