package erp.inventory.stock;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.inventory.items.Location;
import erp.inventory.layers.LockedLayers;
import erp.inventory.stock.Stock.Amount;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What production takes out of stock and puts into it. */
public final class Conversions {
    private final Stock stock;

    public Conversions(Stock stock) {
        this.stock = stock;
    }

    /**
     * Takes goods to production and brings goods from there, and answers what each of those taken
     * cost: the value goes to work in progress and comes from there. What is not set aside yet is
     * first; throws INSUFFICIENT_STOCK where it is not to be had.
     */
    public List<Money> convert(Tx tx, Conversion wanted) {
        Currency currency = tx.company().currency();
        UUID storage = Location.main(wanted.warehouse().value());
        ConversionMoves moves = ConversionMoves.of(tx, wanted, storage);
        tx.flush();
        Balances.exchange(tx, storage, wanted, moves);
        List<UUID> items = moves.items();
        LockedLayers layers = LockedLayers.lock(tx, wanted.date(), storage, currency, items);
        Balances.requireSince(tx, storage, wanted.date(), layers.later(), moves.leaving());
        List<Money> costs = new ArrayList<>();
        Money used = Money.zero(currency);
        for (Move move : moves.taken()) {
            Money cost = Stock.takeOut(tx, layers.of(move.itemId()), move, wanted.origin());
            costs.add(cost);
            used = Stock.sum(used, cost);
        }
        Money gained = Money.zero(currency);
        for (int i = 0; i < moves.made().size(); i++) {
            Move move = moves.made().get(i);
            Money cost = wanted.made().get(i).cost();
            Stock.putIn(tx, layers.of(move.itemId()), move, wanted.origin(), cost);
            gained = Stock.sum(gained, cost);
        }
        layers.store(tx, items);
        stock.post(
                tx,
                wanted.origin(),
                "stock",
                wanted.date(),
                wanted.text(),
                List.of(
                        Amount.debit(AccountRole.WORK_IN_PROGRESS, used),
                        Amount.credit(AccountRole.INVENTORY, used),
                        Amount.debit(AccountRole.INVENTORY, gained),
                        Amount.credit(AccountRole.WORK_IN_PROGRESS, gained)));
        return costs;
    }
}
