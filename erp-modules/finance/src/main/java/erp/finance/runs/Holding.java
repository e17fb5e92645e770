package erp.finance.runs;

import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.common.FinanceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run pays, and what it sets off. */
record Holding(List<Part> parts, List<SetOff> setOffs) {
    /**
     * So much of an open item.
     *
     * @param discount what of it is taken off
     */
    record Part(UUID item, Money amount, Money discount) {}

    /**
     * All that is due, less the credits. What is set off is not paid in time, so a discount is of
     * the rest alone: as if the credit had been allocated before.
     */
    static Holding of(Tx tx, List<Payable> due, List<SupplierCredit> credits, boolean discounts) {
        List<SetOff> setOffs = SetOff.all(due, credits);
        Map<UUID, Money> settled = SetOff.byItem(setOffs);
        List<Part> parts = new ArrayList<>();
        for (Payable item : due) {
            Money off = settled.get(item.id());
            Money rest = off == null ? item.open() : item.open().minus(off);
            if (rest.isPositive()) {
                parts.add(part(tx, item, rest, discounts));
            }
        }
        return new Holding(parts, setOffs);
    }

    /** What somebody wants. Throws OPEN_ITEM_NOT_FOUND, INVALID_PAYMENT, OVER_ALLOCATION. */
    static Holding of(Tx tx, Currency currency, PaymentRunChange wanted) {
        return new Check(tx, currency, wanted).holding();
    }

    private static Part part(Tx tx, Payable item, Money amount, boolean discount) {
        return new Part(
                item.id(),
                amount,
                discount ? item.discountOn(tx.today(), amount) : Money.zero(amount.currency()));
    }

    /** Looks at all that is wanted, and says at once all that is wrong. */
    private static final class Check {
        private final Tx tx;
        private final Currency currency;
        private final PaymentRunChange wanted;
        private final Map<UUID, Payable> items;
        private final Map<UUID, SupplierCredit> credits;
        private final Violations unknown = new Violations();
        private final Violations wrong = new Violations();
        private final Violations tooMuch = new Violations();

        /** What is left of each item and of each credit. */
        private final Map<UUID, Money> left = new HashMap<>();

        Check(Tx tx, Currency currency, PaymentRunChange wanted) {
            this.tx = tx;
            this.currency = currency;
            this.wanted = wanted;
            Set<UUID> itemIds = new HashSet<>();
            wanted.lines().forEach(it -> itemIds.add(it.openItemId()));
            wanted.credits().forEach(it -> itemIds.add(it.openItemId()));
            this.items = byId(Payable.of(tx, currency, itemIds, false), Payable::id);
            List<UUID> creditIds =
                    wanted.credits().stream().map(PaymentRunChange.SetOff::creditId).toList();
            this.credits =
                    byId(SupplierCredit.of(tx, currency, creditIds, false), SupplierCredit::id);
            items.forEach((id, item) -> left.put(id, item.open()));
            credits.forEach((id, credit) -> left.put(id, credit.unallocated()));
        }

        Holding holding() {
            wrong.addIf(
                    wanted.lines().isEmpty() && wanted.credits().isEmpty(),
                    "/lines",
                    "size",
                    "must have at least one element where nothing is set off");
            Holding holding = new Holding(parts(), setOffs());
            unknown.refuse(FinanceError.OPEN_ITEM_NOT_FOUND);
            wrong.refuse(FinanceError.INVALID_PAYMENT);
            tooMuch.refuse(FinanceError.OVER_ALLOCATION);
            return holding;
        }

        private List<Part> parts() {
            Set<UUID> seen = new HashSet<>();
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < wanted.lines().size(); i++) {
                PaymentRunChange.Line line = wanted.lines().get(i);
                String at = "/lines/" + i;
                wrong.addIf(
                        !seen.add(line.openItemId()),
                        at + "/openItemId",
                        "duplicate",
                        "names an open item a second time");
                Payable item = item(line.openItemId(), at);
                if (fits(at, line.amount()) && item != null) {
                    take(item.id(), line.amount(), at, "is open");
                    parts.add(part(tx, item, line.amount(), line.discount()));
                }
            }
            return parts;
        }

        private List<SetOff> setOffs() {
            Set<List<UUID>> seen = new HashSet<>();
            List<SetOff> setOffs = new ArrayList<>();
            for (int i = 0; i < wanted.credits().size(); i++) {
                PaymentRunChange.SetOff one = wanted.credits().get(i);
                String at = "/setOffs/" + i;
                wrong.addIf(
                        !seen.add(List.of(one.creditId(), one.openItemId())),
                        at,
                        "duplicate",
                        "names a credit and an open item a second time");
                Payable item = item(one.openItemId(), at);
                SupplierCredit credit = credits.get(one.creditId());
                if (credit == null) {
                    wrong.add(at + "/creditId", "exists", "is no supplier's credit here");
                } else if (fits(at, one.amount()) && item != null) {
                    wrong.addIf(
                            !credit.supplier().equals(item.supplier()),
                            at + "/creditId",
                            "party",
                            "is another supplier's");
                    take(item.id(), one.amount(), at, "is open");
                    take(credit.id(), one.amount(), at, "is left of the credit");
                    setOffs.add(new SetOff(credit.id(), item.id(), one.amount()));
                }
            }
            return setOffs;
        }

        private @Nullable Payable item(UUID id, String at) {
            Payable item = items.get(id);
            unknown.addIf(
                    item == null, at + "/openItemId", "exists", "is no payable of this company");
            return item;
        }

        private boolean fits(String at, Money amount) {
            tx.company().checkCurrency(amount.currency(), at + "/amount/currency", wrong);
            return amount.currency().equals(currency);
        }

        private void take(UUID from, Money amount, String at, String what) {
            Money rest = left.getOrDefault(from, Money.zero(currency));
            if (amount.compareTo(rest) > 0) {
                tooMuch.add(at + "/amount", "open", "is more than " + what + ", " + rest);
            } else {
                left.put(from, rest.minus(amount));
            }
        }

        private static <T> Map<UUID, T> byId(Collection<T> all, Function<T, UUID> id) {
            return all.stream().collect(Collectors.toMap(id, Function.identity()));
        }
    }
}
