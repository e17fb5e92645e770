package erp.finance.ledger;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;

import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The way back from what is posted. Whoever takes back a document locks what stands above it,
 * {@link #begin begins}, moves back what it moved, and lets {@link #post} mirror its entries last.
 * Its own rows stay as they are.
 */
public final class Reversals {
    private final Ledger ledger;

    /**
     * A document that is being taken back.
     *
     * @param type {@code sales.invoice}
     */
    public record Begun(String type, UUID document, LocalDate date, ReversalView view) {
        /** As the history keeps it. */
        public Map<String, ?> detail() {
            Map<String, Object> detail = new HashMap<>(Map.of("date", date));
            if (view.reason() != null) {
                detail.put("reason", view.reason());
            }
            return detail;
        }
    }

    public Reversals(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Keeps that the document is taken back; others who try the same wait for this transaction and
     * are refused. Throws ALREADY_REVERSED, FUTURE_DATE, INVALID_REVERSAL.
     *
     * @param earliest day of the document, or of the last that followed from it; its entries are
     *     looked at besides
     */
    public Begun begin(Tx tx, String type, UUID document, NewReversal wanted, LocalDate earliest) {
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        LocalDate posted = new LedgerQueries_(tx.session()).lastPostedFor(type, document);
        LocalDate least = posted != null && posted.isAfter(earliest) ? posted : earliest;
        tx.flush();
        Reversal reversal = tx.add(new Reversal(tx, type, document, date, reason(wanted)));
        try {
            tx.flush();
        } catch (ConstraintViolationException e) {
            if (String.valueOf(e.getConstraintName()).contains("uq_finance_reversal_document")) {
                throw reversed(type, document);
            }
            throw e;
        }
        FinanceError.INVALID_REVERSAL.refuseIf(
                date.isBefore(least), "/date", "order", "must not be before " + least);
        return new Begun(type, document, date, reversal.view());
    }

    /** Throws NO_PERIOD, PERIOD_CLOSED. */
    public void post(Tx tx, Begun begun) {
        post(tx, begun, List.of());
    }

    /**
     * The same.
     *
     * @param besides entries that were posted for it under another source
     */
    public void post(Tx tx, Begun begun, List<UUID> besides) {
        ledger.requireOpen(tx, begun.date());
        Set<UUID> entries = new HashSet<>(besides);
        var queries = new LedgerQueries_(tx.session());
        entries.addAll(queries.standingOf(begun.type(), begun.document()));
        entries.stream()
                .sorted()
                .forEach(entry -> ledger.mirror(tx, entry, begun.date(), begun.view().reason()));
    }

    /** Refuses with ALREADY_REVERSED what nothing can be made of any more. */
    public static void requireStanding(Tx tx, String type, UUID document) {
        if (isReversed(tx, document)) {
            throw reversed(type, document);
        }
    }

    /** Whether it was taken back. */
    public static boolean isReversed(Tx tx, UUID document) {
        return of(tx, document).isPresent();
    }

    /** How it was taken back, if it was. */
    public static Optional<ReversalView> of(Tx tx, UUID document) {
        return Optional.ofNullable(of(tx, List.of(document)).get(document));
    }

    /** Those that were taken back, by document. */
    public static Map<UUID, ReversalView> of(Tx tx, Collection<UUID> documents) {
        Map<UUID, ReversalView> found = new HashMap<>();
        if (!documents.isEmpty()) {
            new LedgerQueries_(tx.session())
                    .reversed(documents)
                    .forEach(it -> found.put(it.document(), it.view()));
        }
        return found;
    }

    private static ErpException reversed(String type, UUID document) {
        return new ErpException(
                FinanceError.ALREADY_REVERSED, "%s %s has been reversed already", type, document);
    }

    private static @Nullable String reason(NewReversal wanted) {
        return wanted.reason() == null ? null : wanted.reason().strip();
    }
}
