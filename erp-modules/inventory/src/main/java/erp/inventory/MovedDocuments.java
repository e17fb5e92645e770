package erp.inventory;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.finance.ledger.ReversalView;
import erp.finance.ledger.Reversals;
import erp.inventory.stock.Move;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Documents whose lines are their moves, as callers see them. */
final class MovedDocuments {
    private MovedDocuments() {}

    /** Shows one with its moves and, where it was taken back, how. */
    interface Show<D, V> {
        V view(D document, List<Move> moves, @Nullable ReversalView reversal);
    }

    /** In their order; two queries read what belongs to all of them. */
    static <D extends CompanyRow, V> List<V> views(Tx tx, List<D> documents, Show<D, V> show) {
        List<UUID> ids = documents.stream().map(CompanyRow::getId).toList();
        Map<UUID, ReversalView> reversed = Reversals.of(tx, ids);
        Map<UUID, List<Move>> moves =
                ids.isEmpty()
                        ? Map.of()
                        : Inventory.queries(tx).movesOfAll(ids).stream()
                                .collect(Collectors.groupingBy(Move::source));
        return documents.stream()
                .map(
                        it ->
                                show.view(
                                        it,
                                        moves.getOrDefault(it.getId(), List.of()),
                                        reversed.get(it.getId())))
                .toList();
    }
}
