package erp.production.orders;

import erp.core.ErpException;
import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.production.common.ProductionError;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.UUID;

/** What comes out of an order of one item: planned, received, scrapped, and at what value. */
@Entity
@Table(name = "production_order_output")
class Output extends CompanyRow {
    private static final int SCALE = 6;

    private int lineNo;
    private UUID itemId;
    private BigDecimal planned;
    private BigDecimal costShare;

    /** What one was planned to cost when the order was released; it goes into stock at that. */
    private BigDecimal unitCost;

    private BigDecimal received;
    private BigDecimal scrapped;
    private BigDecimal creditedValue;

    protected Output() {}

    Output(UUID id, int lineNo, Makeup.Result result) {
        super(id);
        this.lineNo = lineNo;
        this.itemId = result.item();
        this.planned = result.quantity();
        this.costShare = result.share();
        this.unitCost = BigDecimal.ZERO;
        this.received = BigDecimal.ZERO;
        this.scrapped = BigDecimal.ZERO;
        this.creditedValue = BigDecimal.ZERO;
    }

    void weigh(BigDecimal share) {
        costShare = share;
    }

    /** Throws COST_LIMIT. */
    void plan(BigDecimal orderCost) {
        BigDecimal one = orderCost.multiply(costShare).divide(planned, SCALE, RoundingMode.HALF_UP);
        if (one.compareTo(Shares.MOST_COST) >= 0) {
            throw new ErpException(
                    ProductionError.COST_LIMIT,
                    "one of item %s would cost %s or more",
                    itemId,
                    Shares.MOST_COST.toPlainString());
        }
        unitCost = one;
    }

    /**
     * Counts what came out and answers what it is worth: what all that was made is worth by now at
     * the planned cost, less what it was worth before, so that parts add up to the whole. What a
     * reversal took off at another value stays in progress, for the variances.
     */
    Worth receive(BigDecimal good, BigDecimal bad, Currency currency) {
        BigDecimal before = Money.rounded(earned(), currency).amount();
        received = received.add(good);
        scrapped = scrapped.add(bad);
        BigDecimal total = Money.rounded(earned(), currency).amount().subtract(before);
        BigDecimal lost =
                good.signum() == 0
                        ? total
                        : Money.rounded(bad.multiply(unitCost), currency).amount().min(total);
        creditedValue = creditedValue.add(total);
        return new Worth(total.subtract(lost), lost);
    }

    /** What came out is worth. */
    record Worth(BigDecimal good, BigDecimal bad) {}

    void bringBack(BigDecimal good, BigDecimal bad, BigDecimal value) {
        received = received.subtract(good);
        scrapped = scrapped.subtract(bad);
        creditedValue = creditedValue.subtract(value);
    }

    BigDecimal received() {
        return received;
    }

    /** Received or scrapped. */
    BigDecimal made() {
        return received.add(scrapped);
    }

    /** Planned and neither received nor scrapped; never negative. */
    BigDecimal open() {
        return planned.subtract(made()).max(BigDecimal.ZERO);
    }

    /** How much more may come out. */
    BigDecimal room(BigDecimal tolerance) {
        return planned.multiply(BigDecimal.ONE.add(tolerance))
                .setScale(SCALE, RoundingMode.FLOOR)
                .subtract(made());
    }

    /** What was made is worth at the planned cost. */
    BigDecimal earned() {
        return made().multiply(unitCost);
    }

    /** What all of it is worth at the planned cost. */
    BigDecimal plannedWorth() {
        return planned.multiply(unitCost);
    }

    int index() {
        return lineNo - 1;
    }

    UUID itemId() {
        return itemId;
    }

    BigDecimal planned() {
        return planned;
    }

    WorkOrderView.Output view(Currency currency) {
        return new WorkOrderView.Output(
                getId(),
                itemId,
                new Quantity(planned),
                costShare.stripTrailingZeros(),
                new UnitPrice(unitCost),
                new Quantity(received),
                new Quantity(scrapped),
                new Money(creditedValue, currency));
    }
}
