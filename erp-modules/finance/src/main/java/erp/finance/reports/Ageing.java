package erp.finance.reports;

import erp.core.http.Tabular;
import erp.core.tx.Tx;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Subledger;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What parties owe or are owed at the end of a day, by how long it is due: as it was on that day,
 * whatever was paid, taken back or reversed later.
 *
 * @param parties one row for each that owes something or has something unallocated
 * @param onAccount what the account of the sub-ledger says; null where only one party is asked for
 * @param unallocatedOnAccount the same of what is unallocated
 * @param items what is open of the one party that is asked for, the oldest first; else null
 */
record Ageing(
        LocalDate date,
        List<Row> parties,
        Amounts total,
        @Nullable Sum onAccount,
        @Nullable Sum unallocatedOnAccount,
        @Nullable List<Item> items)
        implements Tabular {

    /**
     * Sums by how many days ago it was due.
     *
     * @param open all of what is owed
     * @param unallocated what was paid or credited and pays nothing yet
     * @param balance open less unallocated
     */
    record Amounts(
            Sum notDue,
            Sum days1To30,
            Sum days31To60,
            Sum days61To90,
            Sum over90,
            Sum open,
            Sum unallocated,
            Sum balance) {
        List<Object> cells() {
            return List.of(
                    notDue.currency(),
                    notDue.cell(),
                    days1To30.cell(),
                    days31To60.cell(),
                    days61To90.cell(),
                    over90.cell(),
                    open.cell(),
                    unallocated.cell(),
                    balance.cell());
        }
    }

    /** A party. */
    record Row(UUID partyId, String partyName, Amounts amounts) {}

    /**
     * What is open of a document.
     *
     * @param daysOverdue zero where it is not due
     */
    record Item(
            UUID openItemId,
            String sourceType,
            UUID sourceId,
            String reference,
            LocalDate date,
            LocalDate dueDate,
            int daysOverdue,
            Sum amount,
            Sum open) {}

    /** Sums of a party or of all, while they are added up. */
    private static final class Totals {
        private static final int CLASSES = 5;
        private static final int CLASS_DAYS = 30;

        private final BigDecimal[] byClass = new BigDecimal[CLASSES];
        private BigDecimal unallocated = BigDecimal.ZERO;

        Totals() {
            Arrays.fill(byClass, BigDecimal.ZERO);
        }

        void add(AgedItems.Open item) {
            int days = item.daysOverdue();
            int at = days == 0 ? 0 : Math.min(CLASSES - 1, (days - 1) / CLASS_DAYS + 1);
            byClass[at] = byClass[at].add(item.open());
        }

        void add(BigDecimal rest) {
            unallocated = unallocated.add(rest);
        }

        Amounts shown(String currency) {
            BigDecimal open = BigDecimal.ZERO;
            for (BigDecimal one : byClass) {
                open = open.add(one);
            }
            return new Amounts(
                    Sum.of(byClass[0], currency),
                    Sum.of(byClass[1], currency),
                    Sum.of(byClass[2], currency),
                    Sum.of(byClass[3], currency),
                    Sum.of(byClass[4], currency),
                    Sum.of(open, currency),
                    Sum.of(unallocated, currency),
                    Sum.of(open.subtract(unallocated), currency));
        }
    }

    /**
     * At the end of that day.
     *
     * @param party null for all
     */
    static Ageing of(Tx tx, Subledger subledger, LocalDate date, @Nullable UUID party) {
        String currency = tx.company().currency().getCurrencyCode();
        List<AgedItems.Open> open = AgedItems.open(tx, subledger, date, party);
        Map<AgedItems.Party, Totals> byParty = new TreeMap<>();
        Totals all = new Totals();
        for (AgedItems.Open item : open) {
            byParty.computeIfAbsent(item.party(), _ -> new Totals()).add(item);
            all.add(item);
        }
        for (AgedItems.Rest rest : AgedItems.unallocated(tx, subledger, date, party)) {
            byParty.computeIfAbsent(rest.party(), _ -> new Totals()).add(rest.amount());
            all.add(rest.amount());
        }
        List<Row> rows = new ArrayList<>();
        byParty.forEach((of, sums) -> rows.add(new Row(of.id(), of.name(), sums.shown(currency))));
        return new Ageing(
                date,
                rows,
                all.shown(currency),
                party == null ? onAccount(tx, subledger, false, date) : null,
                party == null ? onAccount(tx, subledger, true, date) : null,
                party == null ? null : open.stream().map(it -> it.shown(currency)).toList());
    }

    /** On the side on which it grows; nothing where the chart has no such account. */
    private static Sum onAccount(Tx tx, Subledger subledger, boolean advances, LocalDate date) {
        AccountRole role = advances ? subledger.advancesRole() : subledger.controlRole();
        BigDecimal sum = RoleBalances.at(tx, role, date);
        boolean debit =
                switch (subledger.side()) {
                    case DEBIT -> !advances;
                    case CREDIT -> advances;
                };
        return Sum.of(debit ? sum : sum.negate(), tx.company().currency());
    }

    @Override
    public Table table() {
        return items == null ? ofParties() : ofItems(items);
    }

    private Table ofParties() {
        List<List<Object>> rows = new ArrayList<>();
        for (Row row : parties) {
            List<Object> cells = new ArrayList<>(List.of(row.partyId(), row.partyName()));
            cells.addAll(row.amounts().cells());
            rows.add(cells);
        }
        return new Table(
                List.of(
                        "partyId",
                        "party",
                        "currency",
                        "notDue",
                        "days1To30",
                        "days31To60",
                        "days61To90",
                        "over90",
                        "open",
                        "unallocated",
                        "balance"),
                rows);
    }

    private static Table ofItems(List<Item> items) {
        return new Table(
                List.of(
                        "sourceType",
                        "sourceId",
                        "reference",
                        "date",
                        "dueDate",
                        "daysOverdue",
                        "currency",
                        "amount",
                        "open"),
                items.stream()
                        .map(
                                it ->
                                        List.<Object>of(
                                                it.sourceType(),
                                                it.sourceId(),
                                                it.reference(),
                                                it.date(),
                                                it.dueDate(),
                                                it.daysOverdue(),
                                                it.open().currency(),
                                                it.amount().cell(),
                                                it.open().cell()))
                        .toList());
    }
}
