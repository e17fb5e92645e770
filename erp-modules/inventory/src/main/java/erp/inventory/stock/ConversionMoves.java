package erp.inventory.stock;

import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.Location;
import erp.inventory.layers.ByItem;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The moves of a conversion, which are not sent yet.
 *
 * @param leaving what is taken, for refusals
 * @param byLine how much of which reservation is used
 * @param out how much of each item is taken
 * @param in how much of each item is made
 */
record ConversionMoves(
        List<Move> taken,
        List<Move> made,
        List<StockLine> leaving,
        ByItem byLine,
        ByItem out,
        ByItem in) {
    static ConversionMoves of(Tx tx, Conversion wanted, UUID storage) {
        UUID production = Location.openProduction(tx);
        ConversionMoves moves =
                new ConversionMoves(
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ByItem(),
                        new ByItem(),
                        new ByItem());
        for (Issue issue : wanted.taken()) {
            moves.take(
                    issue,
                    moves.move(
                            tx,
                            wanted,
                            storage,
                            production,
                            issue.item(),
                            issue.quantity(),
                            issue.line()));
        }
        for (Incoming goods : wanted.made()) {
            moves.made.add(
                    moves.move(
                            tx,
                            wanted,
                            production,
                            storage,
                            goods.item(),
                            goods.quantity(),
                            goods.line()));
            moves.in.add(goods.item().value(), goods.quantity().value());
        }
        return moves;
    }

    /** Each item once. */
    List<UUID> items() {
        return Stream.concat(out.keys().stream(), in.keys().stream()).distinct().toList();
    }

    private void take(Issue issue, Move move) {
        taken.add(move);
        leaving.add(new StockLine(issue.line(), "", issue.item(), issue.quantity()));
        byLine.add(issue.reservedBy(), issue.quantity().value());
        out.add(issue.item().value(), issue.quantity().value());
    }

    private Move move(
            Tx tx,
            Conversion wanted,
            UUID from,
            UUID to,
            ItemId item,
            Quantity quantity,
            UUID line) {
        return tx.add(
                new Move(
                        tx,
                        MoveKind.ADJUSTMENT,
                        from,
                        to,
                        item.value(),
                        quantity,
                        wanted.origin(),
                        line,
                        taken.size() + made.size() + 1,
                        wanted.date()));
    }
}
