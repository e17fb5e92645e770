package erp.crm.opportunities;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.parties.CustomerLinks;
import erp.crm.parties.Organisation;
import erp.sales.Sales;
import erp.sales.common.SalesPermission;
import erp.sales.quotations.QuotationOrdered;
import erp.sales.quotations.QuotationState;
import erp.sales.quotations.QuotationView;

import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What sales is asked for of an opportunity whose row is locked: a quotation or an order, one of
 * both that goes on. Sales has the say of what becomes of it, and never takes back that it has come
 * to nothing.
 */
public final class Offers {
    private final Sales sales;
    private final CustomerLinks customers;

    public Offers(Sales sales, CustomerLinks customers) {
        this.sales = sales;
        this.customers = customers;
    }

    /**
     * Who would buy, where nothing goes on that was offered or ordered. Throws OPPORTUNITY_STATE,
     * ORDER_EXISTS, QUOTATION_EXISTS, STAGE_GATE.
     */
    UUID buyer(Tx tx, Opportunity opportunity) {
        UUID organisation = opportunity.requireOrderable();
        requireNoOrder(tx, opportunity);
        requireNoQuotation(tx, opportunity, it -> it.orderId() == null);
        return customers.customerOf(
                tx, tx.lock(Organisation.class, organisation, CrmError.ORGANISATION_NOT_FOUND));
    }

    /**
     * Of what goes on is known whom it is for: to another organisation nothing may be offered or
     * ordered yet. One whose order was cancelled can be ordered again, and is declined first.
     * Throws ORDER_EXISTS, QUOTATION_EXISTS.
     */
    void requireNone(Tx tx, Opportunity opportunity) {
        requireNoOrder(tx, opportunity);
        requireNoQuotation(tx, opportunity, _ -> true);
    }

    /**
     * @param hinders which of those that may still be ordered is in the way
     */
    private void requireNoQuotation(
            Tx tx, Opportunity opportunity, Predicate<QuotationView> hinders) {
        UUID quotation = opportunity.quotation();
        if (quotation == null) {
            return;
        }
        QuotationView of = sales.quotations().expire(tx, quotation);
        if (mayBeOrdered(of.state()) && hinders.test(of)) {
            throw new ErpException(
                    CrmError.QUOTATION_EXISTS,
                    "has the quotation %s, which is %s",
                    of.id(),
                    of.state());
        }
    }

    /**
     * Has sales draft the order for a customer. Throws FORBIDDEN where the caller may not do so in
     * sales either, and what sales refuses.
     */
    public UUID order(Tx tx, Opportunity opportunity, UUID customer, OrderWish wish) {
        CustomerLinks.require(tx, SalesPermission.ORDERS_WRITE, "an order");
        UUID order = sales.draft(tx, wish.of(customer)).id();
        tx.flush();
        link(tx, opportunity, order, Map.of());
        return order;
    }

    /** Likewise the quotation. */
    public UUID quote(Tx tx, Opportunity opportunity, UUID customer, QuotationWish wish) {
        CustomerLinks.require(tx, SalesPermission.QUOTATIONS_WRITE, "a quotation");
        UUID quotation = sales.quotations().draft(tx, wish.of(customer)).id();
        tx.flush();
        Map<String, Object> detail = detail("quotation", quotation, opportunity.quotation());
        opportunity.quote(quotation);
        tx.changed(Opportunity.TYPE, opportunity, "quote", detail);
        return quotation;
    }

    /** Whoever wins has been told that what was sent is accepted, if it still can be. */
    void win(Tx tx, Opportunity opportunity) {
        UUID quotation = opportunity.quotation();
        if (quotation == null) {
            return;
        }
        QuotationView of = sales.quotations().keep(tx, quotation);
        if (of.state() == QuotationState.SENT && !of.validUntil().isBefore(tx.today())) {
            CustomerLinks.require(tx, SalesPermission.QUOTATIONS_WRITE, "accepting its quotation");
            sales.quotations().accept(tx, quotation, _ -> {});
        }
    }

    /**
     * Of what is lost nothing goes on: what was offered is declined. Throws ORDER_EXISTS,
     * QUOTATION_EXISTS where the customer wants it all the same.
     */
    void lose(Tx tx, Opportunity opportunity, String reason) {
        requireNoOrder(tx, opportunity);
        UUID quotation = opportunity.quotation();
        if (quotation == null) {
            return;
        }
        QuotationView of = sales.quotations().keep(tx, quotation);
        switch (of.state()) {
            case DRAFT, SENT -> decline(tx, quotation, reason);
            case ACCEPTED -> {
                if (of.orderId() == null) {
                    throw new ErpException(
                            CrmError.QUOTATION_EXISTS,
                            "has the quotation %s, which is accepted: decline it first",
                            quotation);
                }
                decline(tx, quotation, reason);
            }
            case DECLINED, EXPIRED -> {}
        }
    }

    private void decline(Tx tx, UUID quotation, String reason) {
        CustomerLinks.require(tx, SalesPermission.QUOTATIONS_WRITE, "declining its quotation");
        sales.quotations().decline(tx, quotation, "lost: " + reason, _ -> {});
    }

    /** What is ordered of its quotation is its order. Throws ORDER_EXISTS where it has another. */
    public void follow(Tx tx, QuotationOrdered ordered) {
        tx.session()
                .createSelectionQuery(
                        "from Opportunity where quotationId = :quotation", Opportunity.class)
                .setParameter("quotation", ordered.quotation())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .uniqueResultOptional()
                .ifPresent(
                        opportunity -> {
                            requireNoOrder(tx, opportunity);
                            link(
                                    tx,
                                    opportunity,
                                    ordered.order(),
                                    Map.of("quotation", ordered.quotation()));
                        });
    }

    /** A cancelled one is as none. Throws ORDER_EXISTS. */
    private void requireNoOrder(Tx tx, Opportunity opportunity) {
        UUID order = opportunity.order();
        if (order != null && !sales.isCancelled(tx, order)) {
            throw new ErpException(
                    CrmError.ORDER_EXISTS, "has the order %s, which is not cancelled", order);
        }
    }

    private static boolean mayBeOrdered(QuotationState state) {
        return switch (state) {
            case DRAFT, SENT, ACCEPTED -> true;
            case DECLINED, EXPIRED -> false;
        };
    }

    private static void link(Tx tx, Opportunity opportunity, UUID order, Map<String, ?> more) {
        Map<String, Object> detail = detail("order", order, opportunity.order());
        detail.putAll(more);
        opportunity.order(order);
        tx.changed(Opportunity.TYPE, opportunity, "order", detail);
    }

    private static Map<String, Object> detail(String what, UUID now, @Nullable UUID before) {
        Map<String, Object> detail = new HashMap<>();
        detail.put(what, now);
        if (before != null) {
            detail.put("before", before);
        }
        return detail;
    }
}
