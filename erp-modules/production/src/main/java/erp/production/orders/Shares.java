package erp.production.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What each thing bears that taking apart gives back. */
final class Shares {
    /** Of an order, far below what money can hold. */
    static final BigDecimal MOST_COST = BigDecimal.TEN.pow(12);

    private static final int SCALE = 10;

    private Shares() {}

    /** By what they cost; by pieces where nobody knows. The shares sum to one. */
    static void weigh(List<Output> outputs, Map<UUID, BigDecimal> unitCosts) {
        List<BigDecimal> weights =
                outputs.stream()
                        .map(
                                it ->
                                        it.planned()
                                                .multiply(
                                                        unitCosts.getOrDefault(
                                                                it.itemId(), BigDecimal.ZERO)))
                        .toList();
        if (sum(weights).signum() == 0) {
            weights = outputs.stream().map(Output::planned).toList();
        }
        BigDecimal total = sum(weights);
        BigDecimal rest = BigDecimal.ONE;
        for (int i = 1; i < outputs.size(); i++) {
            BigDecimal share = weights.get(i).divide(total, SCALE, RoundingMode.FLOOR);
            outputs.get(i).weigh(share);
            rest = rest.subtract(share);
        }
        outputs.getFirst().weigh(rest);
    }

    private static BigDecimal sum(List<BigDecimal> weights) {
        return weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
