package erp.sales.quotations;

import erp.core.ErpException;
import erp.core.Event;
import erp.core.tx.Tx;
import erp.sales.common.SalesError;
import erp.sales.orders.Drafts;

import jakarta.persistence.LockModeType;

import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** What is done with quotations. Each method runs inside the caller's transaction. */
public final class Quotations {
    /** How many run out in one transaction; the rest in the next. */
    private static final int BATCH = 200;

    private static final String NOT_HELD =
            " and id not in :held and customerId not in :held"
                    + " and (orderId is null or orderId not in :held)";

    private final Drafts drafts;

    public Quotations(Drafts drafts) {
        this.drafts = drafts;
    }

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(Quotation.class, QuotationLine.class);
    }

    /**
     * Drafts one. Throws QUOTATION_EXPIRED, UNKNOWN_CUSTOMER, CURRENCY, UNKNOWN_TAX_CODE and
     * inventory's for its items.
     */
    public QuotationView draft(Tx tx, NewQuotation wanted) {
        Quotation quotation = new Quotation(tx, wanted, drafts.terms(tx, wanted.order()));
        tx.created(Quotation.TYPE, quotation, Map.of("total", quotation.totalAmount()));
        return quotation.view();
    }

    QuotationView change(Tx tx, UUID id, NewQuotation wanted, LongConsumer expect) {
        Quotation quotation = lock(tx, id, expect);
        quotation.requireDraft();
        quotation.change(tx, wanted, drafts.terms(tx, wanted.order()));
        return left(
                tx,
                quotation,
                "change",
                Map.of("total", quotation.totalAmount(), "lines", wanted.lines().size()));
    }

    QuotationView send(Tx tx, UUID id, LongConsumer expect) {
        Quotation quotation = lock(tx, id, expect);
        quotation.send(tx, drafts.terms(tx, quotation.asOrder()));
        return left(
                tx,
                quotation,
                "send",
                Map.of("total", quotation.totalAmount()),
                new QuotationSent(id, quotation.customer()));
    }

    /** Throws QUOTATION_STATE, QUOTATION_EXPIRED. */
    public QuotationView accept(Tx tx, UUID id, LongConsumer expect) {
        Quotation quotation = lock(tx, id, expect);
        quotation.accept(tx);
        return left(
                tx, quotation, "accept", Map.of(), new QuotationAccepted(id, quotation.customer()));
    }

    /** Throws QUOTATION_STATE, QUOTATION_ORDERED. */
    public QuotationView decline(Tx tx, UUID id, @Nullable String reason, LongConsumer expect) {
        Quotation quotation = lock(tx, id, expect);
        quotation.decline(reason, isCancelled(tx, quotation.order()), tx.now());
        return left(
                tx,
                quotation,
                "decline",
                reason == null ? Map.of() : Map.of("reason", reason),
                new QuotationDeclined(id, quotation.customer()));
    }

    /**
     * Drafts the order of one that was sent or accepted, at its prices; once: whoever asks again is
     * told the order that there is, unless it was cancelled. Throws QUOTATION_STATE,
     * QUOTATION_EXPIRED and what a draft throws.
     */
    QuotationView order(Tx tx, UUID id, LongConsumer expect) {
        Quotation quotation = lock(tx, id, expect);
        UUID before = quotation.order();
        if (before != null && !isCancelled(tx, before)) {
            return quotation.view();
        }
        boolean accepts = quotation.state() == QuotationState.SENT;
        UUID order = drafts.add(tx, quotation.toOrder(tx)).getId();
        tx.flush();
        quotation.ordered(order);
        if (accepts) {
            tx.publish(new QuotationAccepted(id, quotation.customer()));
        }
        return left(
                tx,
                quotation,
                "order",
                Map.of("order", order),
                new QuotationOrdered(id, quotation.customer(), order));
    }

    QuotationView view(Tx tx, UUID id) {
        return found(one(tx, id).getSingleResultOrNull(), id).view();
    }

    /** One that stays as it is until commit, but for the caller. Throws QUOTATION_NOT_FOUND. */
    public QuotationView keep(Tx tx, UUID id) {
        return lock(tx, id, _ -> {}).view();
    }

    /**
     * Ends those that nobody accepted in time, as many as one transaction should.
     *
     * @return whether there may be more
     */
    public boolean expire(Tx tx) {
        List<UUID> overdue = overdue(tx);
        overdue.forEach(id -> expire(tx, id));
        return overdue.size() == BATCH;
    }

    /** The same of one, which stays as it is then like {@link #keep}. */
    public QuotationView expire(Tx tx, UUID id) {
        Quotation quotation = lock(tx, id, _ -> {});
        if (quotation.isOverdue(tx.today())) {
            quotation.expire(tx.now());
            left(tx, quotation, "expire", Map.of(), new QuotationExpired(id, quotation.customer()));
        }
        return quotation.view();
    }

    private static boolean isCancelled(Tx tx, @Nullable UUID order) {
        return order != null && Drafts.isCancelled(tx, order);
    }

    private static QuotationView left(
            Tx tx, Quotation quotation, String action, Map<String, ?> detail, Event... events) {
        tx.changed(Quotation.TYPE, quotation, action, detail, events);
        return quotation.view();
    }

    private static Quotation lock(Tx tx, UUID id, LongConsumer expect) {
        Quotation quotation =
                found(
                        one(tx, id)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getSingleResultOrNull(),
                        id);
        expect.accept(quotation.getVersion());
        return quotation;
    }

    private static Quotation found(@Nullable Quotation quotation, UUID id) {
        if (quotation == null) {
            throw new ErpException(SalesError.QUOTATION_NOT_FOUND, "there is no quotation %s", id);
        }
        return quotation;
    }

    private static SelectionQuery<Quotation> one(Tx tx, UUID id) {
        return tx.session()
                .createSelectionQuery(
                        "from Quotation q join fetch q.lines where q.id = :id", Quotation.class)
                .setParameter("id", id);
    }

    /**
     * Those that wait for their customers and can be accepted no more; but for what is held for
     * review.
     */
    private static List<UUID> overdue(Tx tx) {
        boolean some = !tx.held().isEmpty();
        SelectionQuery<UUID> query =
                tx.session()
                        .createSelectionQuery(
                                "select id from Quotation where state = :sent"
                                        + " and validUntil < :today"
                                        + (some ? NOT_HELD : "")
                                        + " order by validUntil, id",
                                UUID.class)
                        .setParameter("sent", QuotationState.SENT)
                        .setParameter("today", tx.today())
                        .setMaxResults(BATCH);
        return (some ? query.setParameterList("held", tx.held()) : query).getResultList();
    }
}
