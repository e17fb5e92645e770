package erp.production.orders;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What an order takes, does and gives, as bill and routing say.
 *
 * @param bill where it follows one
 * @param routing where it follows one
 */
record Makeup(
        @Nullable UUID bill,
        @Nullable UUID routing,
        List<Input> inputs,
        List<Step> steps,
        List<Result> results) {
    /** A component. */
    record Input(UUID item, BigDecimal quantity, boolean backflush) {}

    /**
     * An operation.
     *
     * @param bought for each unit, where a supplier does it
     */
    record Step(String name, UUID workCentre, BigDecimal hours, @Nullable UUID bought) {}

    /**
     * What comes out; the first is what the order is for.
     *
     * @param share of all cost; what taking apart gives back is weighed when it is released
     */
    record Result(UUID item, BigDecimal quantity, BigDecimal share) {}

    Makeup {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
        results = List.copyOf(results);
    }
}
