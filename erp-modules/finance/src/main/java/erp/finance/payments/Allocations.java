package erp.finance.payments;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.party.Parties;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.events.PaymentPosted.Allocated;
import erp.finance.payments.NewPayment.Allocation;
import erp.finance.payments.NewPayment.ItemRef;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Pays open items out of a payment: all of the allocations or none. */
final class Allocations {
    /** An allocation whose open item is known. */
    record Found(int index, Allocation asked, ItemToPay item) {}

    /** An allocation that was made. */
    record Paid(PaymentAllocation allocation, ItemToPay item) {
        /** As subscribers are told. */
        static List<Allocated> told(List<Paid> paid) {
            return paid.stream()
                    .map(
                            it ->
                                    new Allocated(
                                            it.item().id(),
                                            it.item().sourceType(),
                                            it.item().sourceId(),
                                            it.allocation().amount()))
                    .toList();
        }

        /** What takes effect on each day. */
        static SortedMap<LocalDate, Money> byDate(List<Paid> paid) {
            SortedMap<LocalDate, Money> sums = new TreeMap<>();
            for (Paid one : paid) {
                PaymentAllocation made = one.allocation();
                sums.merge(made.getAllocationDate(), made.amount(), Money::plus);
            }
            return sums;
        }

        /** As the history keeps it. */
        static List<String> summary(List<Paid> paid) {
            return paid.stream()
                    .map(
                            it ->
                                    "%s %s %s"
                                            .formatted(
                                                    it.item().sourceType(),
                                                    it.item().sourceId(),
                                                    it.allocation().amount()))
                    .toList();
        }
    }

    private Allocations() {}

    /** Refuses what is wrong whatever is open, naming each field; answers the sum. */
    static Money check(Money limit, List<Allocation> allocations) {
        Violations wrong = new Violations();
        Set<ItemRef> seen = new HashSet<>();
        Money sum = Money.zero(limit.currency());
        for (int i = 0; i < allocations.size(); i++) {
            Allocation allocation = allocations.get(i);
            String at = "/allocations/" + i;
            if (!allocation.amount().currency().equals(limit.currency())) {
                wrong.add(
                        at + "/amount/currency",
                        "currency",
                        "must be the payment's, " + limit.currency());
            } else if (!allocation.amount().isPositive()) {
                wrong.add(at + "/amount", "positive", "must be above zero");
            } else {
                sum = sum.plus(allocation.amount());
            }
            if (!seen.add(allocation.item())) {
                wrong.add(at, "duplicate", "names an open item a second time");
            }
        }
        if (allocations.size() > NewPayment.MOST_ALLOCATIONS) {
            wrong.add("/allocations", "size", "must be at most " + NewPayment.MOST_ALLOCATIONS);
        } else if (sum.compareTo(limit) > 0) {
            wrong.add("/allocations", "sum", "sum to " + sum + ", more than " + limit);
        }
        wrong.refuse(FinanceError.INVALID_PAYMENT);
        return sum;
    }

    /**
     * Their open items. Throws OPEN_ITEM_NOT_FOUND, INVALID_PAYMENT; each names the allocation.
     * What is held for review is not paid.
     */
    static List<Found> find(Tx tx, Payment payment, List<Allocation> allocations) {
        List<Found> found = find(tx, payment.getSubledger(), allocations);
        tx.requireFree(found.stream().map(it -> it.item().sourceId()).toList());
        String partner =
                switch (payment.getSubledger()) {
                    case RECEIVABLE -> "customer";
                    case PAYABLE -> "supplier";
                    case EMPLOYEE -> "employee";
                };
        for (Found one : found) {
            if (!one.item().party().equals(payment.getPartyId())) {
                requireParty(tx, payment.getPartyId(), partner);
                throw ErpException.field(
                        FinanceError.INVALID_PAYMENT,
                        "/allocations/" + one.index(),
                        "party",
                        "is another " + partner + "'s open item");
            }
        }
        return found;
    }

    /** Asked only where something is wrong: the party of an open item exists. */
    private static void requireParty(Tx tx, UUID party, String partner) {
        FinanceError.INVALID_PAYMENT.refuseIf(
                new Parties().list(tx, List.of(party)).isEmpty(),
                "/" + partner + "Id",
                "exists",
                "is no " + partner + " of this company");
    }

    /**
     * Pays them, locking the items in the order of their ids. Nothing is paid before it is owed:
     * each allocation takes effect on that day, or when its item is there. Throws OVER_ALLOCATION,
     * which names the allocation.
     */
    static List<Paid> pay(Tx tx, Payment payment, LocalDate from, List<Found> allocations) {
        List<Found> found = new ArrayList<>(allocations);
        found.sort(Comparator.comparing(one -> one.item().id()));
        List<Paid> paid = new ArrayList<>();
        for (Found one : found) {
            Money part = one.asked().amount();
            UUID item = one.item().id();
            LocalDate owed = one.item().owedFrom();
            LocalDate date = owed.isAfter(from) ? owed : from;
            if (!one.item().pay(tx, part)) {
                throw overAllocated(tx, one);
            }
            paid.add(
                    new Paid(
                            tx.add(
                                    new PaymentAllocation(
                                            tx.newId(), payment.getId(), item, date, part)),
                            one.item()));
        }
        return paid;
    }

    private static List<Found> find(Tx tx, Subledger subledger, List<Allocation> allocations) {
        Map<ItemRef, ItemToPay> items = load(tx, subledger, allocations);
        List<Found> found = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < allocations.size(); i++) {
            Allocation asked = allocations.get(i);
            String at = "/allocations/" + i;
            ItemToPay item = items.get(asked.item());
            if (item == null) {
                throw ErpException.field(
                        FinanceError.OPEN_ITEM_NOT_FOUND,
                        at + "/" + fieldOf(asked.item()),
                        "exists",
                        "is no open item of this company");
            }
            FinanceError.INVALID_PAYMENT.refuseIf(
                    !item.currency().equals(asked.amount().currency().getCurrencyCode()),
                    at + "/amount/currency",
                    "currency",
                    "must be the open item's, " + item.currency());
            FinanceError.INVALID_PAYMENT.refuseIf(
                    !seen.add(item.id()), at, "duplicate", "names an open item a second time");
            found.add(new Found(i, asked, item));
        }
        return found;
    }

    private static Map<ItemRef, ItemToPay> load(
            Tx tx, Subledger subledger, List<Allocation> allocations) {
        Map<ItemRef, ItemToPay> items = new HashMap<>();
        List<UUID> ids = new ArrayList<>();
        Map<String, List<UUID>> documents = new HashMap<>();
        for (Allocation allocation : allocations) {
            switch (allocation.item()) {
                case ItemRef.Id(UUID id) -> ids.add(id);
                case ItemRef.Document(String type, UUID id) ->
                        documents.computeIfAbsent(type, _ -> new ArrayList<>()).add(id);
            }
        }
        if (!ids.isEmpty()) {
            ItemToPay.of(tx, subledger, ids)
                    .forEach(item -> items.put(new ItemRef.Id(item.id()), item));
        }
        documents.forEach(
                (type, sources) ->
                        ItemToPay.of(tx, subledger, type, sources)
                                .forEach(
                                        item ->
                                                items.put(
                                                        new ItemRef.Document(type, item.sourceId()),
                                                        item)));
        return items;
    }

    private static ErpException overAllocated(Tx tx, Found one) {
        return ErpException.field(
                FinanceError.OVER_ALLOCATION,
                "/allocations/" + one.index() + "/amount",
                "open",
                "is more than is open, "
                        + Money.rounded(
                                new PaymentQueries_(tx.session()).openAmount(one.item().id()),
                                one.asked().amount().currency()));
    }

    private static String fieldOf(ItemRef item) {
        return switch (item) {
            case ItemRef.Id _ -> "openItemId";
            case ItemRef.Document _ -> "invoiceId";
        };
    }
}
