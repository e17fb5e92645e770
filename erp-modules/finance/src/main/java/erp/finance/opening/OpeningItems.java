package erp.finance.opening;

import erp.core.Violations;
import erp.core.party.Parties;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.ledger.Source;
import erp.finance.payments.NewItem;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is open with customers or suppliers at the opening, checked.
 *
 * @param party name of the field that names the party, {@code customerId}
 */
record OpeningItems(OpeningKind kind, String party, List<Line> lines) {
    /** What a part may come to: sums of all parts stay below what {@link Money} holds. */
    static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

    /**
     * An invoice or payment of the old books.
     *
     * @param dueDate null for a prepayment
     */
    record Line(
            UUID party,
            String reference,
            LocalDate date,
            @Nullable LocalDate dueDate,
            Money amount) {
        LocalDate requireDueDate() {
            if (dueDate == null) {
                throw new IllegalStateException("a prepayment is due at no date");
            }
            return dueDate;
        }

        NewItem toOpenItem(Subledger subledger, Source source) {
            return new NewItem(subledger, party, source, reference, date, requireDueDate(), amount);
        }
    }

    /** What makes an item the same as another. */
    private record Same(UUID party, String reference, @Nullable LocalDate dueDate) {}

    OpeningItems {
        lines = List.copyOf(lines);
    }

    /**
     * Throws INVALID_OPENING, which names each field.
     *
     * @param opening last day of the old books
     */
    void check(Tx tx, LocalDate opening) {
        Set<UUID> parties =
                new Parties()
                        .list(tx, lines.stream().map(Line::party).distinct().toList())
                        .keySet();
        Set<Same> seen = new HashSet<>();
        Violations wrong = new Violations();
        for (int i = 0; i < lines.size() && !wrong.isFull(); i++) {
            Line line = lines.get(i);
            String at = "/lines/" + i;
            wrong.addIf(
                    !parties.contains(line.party()),
                    at + "/" + party,
                    "exists",
                    "is none of this company");
            wrong.addIf(
                    line.date().isAfter(opening),
                    at + "/date",
                    "order",
                    "must not be after " + opening);
            wrong.addIf(
                    line.dueDate() != null && line.dueDate().isBefore(line.date()),
                    at + "/dueDate",
                    "order",
                    "must not be before date");
            wrong.addIf(
                    !seen.add(new Same(line.party(), line.reference(), line.dueDate())),
                    at + "/reference",
                    "duplicate",
                    "is there with that party already");
            tx.company().checkCurrency(line.amount().currency(), at + "/amount/currency", wrong);
        }
        wrong.refuse(FinanceError.INVALID_OPENING);
        requireBelowLimit(lines.stream().map(Line::amount).toList(), "/lines");
    }

    static void requireBelowLimit(List<Money> amounts, String at) {
        BigDecimal sum =
                amounts.stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        FinanceError.INVALID_OPENING.refuseIf(
                sum.compareTo(LIMIT) >= 0,
                at,
                "range",
                "must sum to below " + LIMIT.toPlainString());
    }
}
