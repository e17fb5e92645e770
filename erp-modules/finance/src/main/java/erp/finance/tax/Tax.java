package erp.finance.tax;

import erp.core.tx.Document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** A tax code as it is kept; {@link TaxCode} is what others see. */
@Entity
@Table(name = "finance_tax_code")
public class Tax extends Document {
    private String code;
    private String name;

    @Column(precision = 20, scale = 10)
    private BigDecimal rate;

    private UUID accountId;

    protected Tax() {}

    public Tax(UUID id, String code, String name, BigDecimal rate, UUID accountId) {
        super(id);
        this.code = code;
        this.name = name;
        this.rate = rate;
        this.accountId = accountId;
    }

    public TaxCode toCode() {
        return new TaxCode(getId(), code, rate.stripTrailingZeros(), accountId);
    }

    public String getCode() {
        return code;
    }

    public String getName() {
        return name;
    }

    BigDecimal getRate() {
        return rate;
    }
}
