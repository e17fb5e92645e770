package erp.purchasing.policy;

import erp.core.http.Versioned;
import erp.core.value.Money;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * A company's rules of purchasing as callers see them.
 *
 * @param version 0 where nobody has said any yet
 */
public record PolicyView(
        UUID id,
        BigDecimal overReceiptPercent,
        BigDecimal quantityPercent,
        BigDecimal pricePercent,
        Money totalAmount,
        List<Rules.Level> levels,
        long version)
        implements Versioned {
    static PolicyView of(UUID company, Rules rules, long version) {
        return new PolicyView(
                company,
                rules.overReceiptPercent(),
                rules.quantityPercent(),
                rules.pricePercent(),
                rules.totalAmount(),
                rules.levels(),
                version);
    }
}
