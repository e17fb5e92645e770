package erp.finance.runs;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** So much of an open item that a run settles out of a supplier's credit, without money. */
@Entity
@Table(name = "finance_payment_run_set_off")
public class PaymentRunSetOff extends CompanyRow {
    private int lineNo;
    private UUID creditId;
    private UUID openItemId;
    private BigDecimal amount;
    private @Nullable UUID allocationId;

    protected PaymentRunSetOff() {}

    PaymentRunSetOff(UUID id, int lineNo, SetOff setOff) {
        super(id);
        this.lineNo = lineNo;
        this.creditId = setOff.credit();
        this.openItemId = setOff.item();
        this.amount = setOff.amount().amount();
    }

    void doneBy(UUID allocation) {
        allocationId = allocation;
    }

    UUID credit() {
        return creditId;
    }

    UUID openItem() {
        return openItemId;
    }

    Money amount(Currency currency) {
        return new Money(amount, currency);
    }

    @Nullable UUID allocation() {
        return allocationId;
    }
}
