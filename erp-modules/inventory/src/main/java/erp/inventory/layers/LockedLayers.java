package erp.inventory.layers;

import erp.core.tx.Tx;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What items are worth, under lock, with all that was moved since a document's date.
 *
 * @param layers by item
 */
public record LockedLayers(Map<UUID, Layer> layers, LaterMoves later) {
    /** Where nothing leaves, the past does not matter. */
    public LockedLayers(Map<UUID, Layer> layers) {
        this(layers, LaterMoves.NONE);
    }

    public static LockedLayers lock(
            Tx tx, LocalDate date, UUID storage, Currency currency, Collection<UUID> items) {
        Map<UUID, Layer> layers = Layers.lock(tx, items, currency);
        return new LockedLayers(layers, LaterMoves.load(tx, date, storage, layers.values()));
    }

    public Layer of(UUID item) {
        Layer layer = layers.get(item);
        if (layer == null) {
            throw new IllegalStateException("no layer of item " + item);
        }
        return layer;
    }

    /** Keeps what has become of the layers of these items. */
    public void store(Tx tx, List<UUID> items) {
        Layers.store(tx, items.stream().map(this::of).toList());
    }
}
