package erp.purchasing.agreements;

import erp.core.tx.CompanyRow;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** One item of a blanket order; it never changes. */
@Entity
@Table(name = "purchasing_agreement_line")
public class AgreementLine extends CompanyRow {
    private int lineNo;
    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal unitPrice;
    private String taxCode;

    protected AgreementLine() {}

    AgreementLine(UUID id, int lineNo, NewAgreement.Line wanted) {
        super(id);
        this.lineNo = lineNo;
        this.itemId = wanted.itemId();
        this.quantity = wanted.quantity().value();
        this.unitPrice = wanted.unitPrice().value();
        this.taxCode = wanted.taxCodeOrDefault();
    }

    int lineNo() {
        return lineNo;
    }

    UUID itemId() {
        return itemId;
    }

    UnitPrice unitPrice() {
        return new UnitPrice(unitPrice);
    }

    String taxCode() {
        return taxCode;
    }

    /** What is left of it where so much is called off. */
    Quantity left(BigDecimal called) {
        return new Quantity(quantity.subtract(called));
    }

    AgreementView.Line view(BigDecimal called) {
        return new AgreementView.Line(
                getId(),
                itemId,
                new Quantity(quantity),
                unitPrice(),
                taxCode,
                new Quantity(called));
    }
}
