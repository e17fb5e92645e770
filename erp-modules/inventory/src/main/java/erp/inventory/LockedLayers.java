package erp.inventory;

import erp.core.Tx;

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
record LockedLayers(Map<UUID, Layer> layers, LaterMoves later) {
    /** Where nothing leaves, the past does not matter. */
    LockedLayers(Map<UUID, Layer> layers) {
        this(layers, LaterMoves.NONE);
    }

    static LockedLayers lock(
            Tx tx, LocalDate date, UUID storage, Currency currency, Collection<UUID> items) {
        Map<UUID, Layer> layers = Layers.lock(tx, items, currency);
        return new LockedLayers(layers, LaterMoves.load(tx, date, storage, layers.values()));
    }

    Layer of(UUID item) {
        Layer layer = layers.get(item);
        if (layer == null) {
            throw new IllegalStateException("no layer of item " + item);
        }
        return layer;
    }

    /** Keeps what has become of the layers of these items. */
    void store(Tx tx, List<UUID> items) {
        Layers.store(tx, items.stream().map(this::of).toList());
    }
}
