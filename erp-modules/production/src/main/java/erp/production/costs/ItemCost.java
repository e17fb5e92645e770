package erp.production.costs;

import erp.core.ErpException;
import erp.production.common.ProductionError;

import java.math.BigDecimal;

/**
 * What a unit of an item costs, at the scale of a price.
 *
 * @param material of its components and of what is bought for its operations; of the item itself
 *     where it is not rolled up
 * @param time of its operations, at the rates of their work centres
 */
public record ItemCost(CostSource source, BigDecimal material, BigDecimal time) {
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

    /** Throws COST_LIMIT. */
    public ItemCost {
        if (material.add(time).compareTo(LIMIT) >= 0) {
            throw new ErpException(
                    ProductionError.COST_LIMIT,
                    "a unit would cost %s or more",
                    LIMIT.toPlainString());
        }
    }

    public BigDecimal total() {
        return material.add(time);
    }
}
