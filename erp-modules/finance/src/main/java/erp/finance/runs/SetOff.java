package erp.finance.runs;

import erp.core.value.Money;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** So much of what is owed is settled out of a credit. */
record SetOff(UUID credit, UUID item, Money amount) {
    /**
     * All that the credits settle of what is due to the same supplier: the first credit first, of
     * the first item first. Never more than is due, so what is left to pay is never below zero.
     */
    static List<SetOff> all(List<Payable> due, List<SupplierCredit> credits) {
        Map<UUID, Money> rest = new HashMap<>();
        due.forEach(item -> rest.put(item.id(), item.open()));
        List<SetOff> all = new ArrayList<>();
        for (SupplierCredit credit : credits) {
            Money left = credit.unallocated();
            for (Payable item : due) {
                Money open = rest.getOrDefault(item.id(), Money.zero(left.currency()));
                Money part = left.compareTo(open) < 0 ? left : open;
                if (item.supplier().equals(credit.supplier()) && part.isPositive()) {
                    all.add(new SetOff(credit.id(), item.id(), part));
                    rest.put(item.id(), open.minus(part));
                    left = left.minus(part);
                }
            }
        }
        return all;
    }

    /** How much is settled of each item. */
    static Map<UUID, Money> byItem(Collection<SetOff> setOffs) {
        Map<UUID, Money> sums = new HashMap<>();
        setOffs.forEach(it -> sums.merge(it.item(), it.amount(), Money::plus));
        return sums;
    }
}
