package erp.inventory.layers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Amounts by key, written into SQL as {@code case key when ? then ? … end}: one statement for many
 * rows.
 */
public final class ByItem {
    /** As the database sorts binary(16): by unsigned bytes. */
    public static final Comparator<UUID> KEY_ORDER =
            Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
                    .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private final Map<UUID, BigDecimal> amounts = new TreeMap<>(KEY_ORDER);

    /** Adds to what the key has. */
    public ByItem add(UUID key, BigDecimal amount) {
        amounts.merge(key, amount, BigDecimal::add);
        return this;
    }

    public int size() {
        return amounts.size();
    }

    public List<UUID> keys() {
        return List.copyOf(amounts.keySet());
    }

    public BigDecimal of(UUID key) {
        BigDecimal amount = amounts.get(key);
        if (amount == null) {
            throw new IllegalStateException("no amount for " + key);
        }
        return amount;
    }

    /** Whether any amount is that much. */
    public boolean reaches(BigDecimal limit) {
        return amounts.values().stream().anyMatch(amount -> amount.compareTo(limit) >= 0);
    }

    /**
     * The expression; {@link #parameters} are its values. The cast fixes the type for server-side
     * prepares.
     */
    public String expression(String column, String type) {
        return "case "
                + column
                + (" when ? then cast(? as " + type + ")").repeat(amounts.size())
                + " end";
    }

    public List<Object> parameters() {
        List<Object> parameters = new ArrayList<>();
        amounts.forEach(
                (key, amount) -> {
                    parameters.add(key);
                    parameters.add(amount);
                });
        return parameters;
    }
}
