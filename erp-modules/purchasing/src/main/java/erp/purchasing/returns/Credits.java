package erp.purchasing.returns;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.tax.TaxTotals;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.invoices.NumberKey;
import erp.purchasing.orders.PurchaseOrder;
import erp.purchasing.orders.PurchaseOrders;
import erp.purchasing.suppliers.Suppliers;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What makes invoices less. */
public final class Credits {
    private final Finance finance;
    private final Suppliers suppliers;
    private final PurchaseOrders orders;

    /**
     * What a credit says of itself.
     *
     * @param sentBack the goods that it is for; null where it is the supplier's
     * @param numberKey null where the number is ours
     */
    record Heading(
            UUID id,
            CreditKind kind,
            UUID supplier,
            @Nullable UUID sentBack,
            String number,
            @Nullable String numberKey,
            LocalDate date,
            String reason) {}

    public Credits(Finance finance, Suppliers suppliers, PurchaseOrders orders) {
        this.finance = finance;
        this.suppliers = suppliers;
        this.orders = orders;
    }

    /**
     * Posts a supplier's credit note. Throws UNKNOWN_SUPPLIER, FUTURE_DATE, INVALID_LINES,
     * OVER_CREDIT and what the ledger throws.
     */
    CreditView enter(Tx tx, NewCreditNote wanted) {
        suppliers.named(tx, wanted.supplierId(), "/supplierId");
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        List<UUID> ids = wanted.lines().stream().map(NewCreditNote.Line::invoiceLineId).toList();
        Map<UUID, BilledLine> known = BilledLine.of(tx, ids);
        check(tx, wanted, known);
        Map<UUID, PurchaseOrder> locked =
                orders.lockAll(tx, known.values().stream().map(BilledLine::order).toList());
        List<Claim> claims = claims(tx, wanted, BilledLine.of(tx, ids), locked);
        Kept kept =
                keep(
                        tx,
                        new Heading(
                                tx.newId(),
                                CreditKind.CREDIT_NOTE,
                                wanted.supplierId(),
                                null,
                                wanted.number(),
                                NumberKey.of(wanted.number()),
                                date,
                                wanted.reason()),
                        claims);
        for (PurchaseOrder order : locked.values()) {
            order.documented();
            tx.changed(PurchaseOrder.TYPE, order, "credit", Map.of("credit", kept.heading().id()));
        }
        tx.flush();
        kept.post(tx, finance);
        return kept.credit().view();
    }

    /** Claims back pieces that were sent back, which are matched with nothing any more. */
    Kept debit(Tx tx, Heading heading, Map<UUID, Quantity> pieces, PurchaseOrder order) {
        List<Claim> claims = new ArrayList<>();
        for (BilledLine line : BilledLine.of(tx, pieces.keySet()).values()) {
            claims.add(pieces(tx, line, Objects.requireNonNull(pieces.get(line.id())), order));
        }
        return keep(tx, heading, claims);
    }

    CreditView view(Tx tx, UUID id) {
        SupplierCredit credit = new CreditQueries_(tx.session()).credit(id).getSingleResultOrNull();
        if (credit == null) {
            throw new ErpException(
                    PurchasingError.CREDIT_NOT_FOUND, "there is no credit or debit note %s", id);
        }
        return credit.view();
    }

    /** With their lines, which one query reads; in their order. */
    static List<CreditView> views(Tx tx, List<SupplierCredit> credits) {
        List<UUID> ids = credits.stream().map(SupplierCredit::getId).toList();
        Map<UUID, CreditView> views = new HashMap<>();
        if (!ids.isEmpty()) {
            new CreditQueries_(tx.session())
                    .credits(ids)
                    .forEach(credit -> views.put(credit.getId(), credit.view()));
        }
        return ids.stream().map(id -> Objects.requireNonNull(views.get(id))).toList();
    }

    private static void check(Tx tx, NewCreditNote wanted, Map<UUID, BilledLine> known) {
        Violations wrong = new Violations();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewCreditNote.Line line = wanted.lines().get(i);
            BilledLine billed = known.get(line.invoiceLineId());
            String at = "/lines/" + i;
            if (billed == null) {
                wrong.add(at + "/invoiceLineId", "unknown", "is of no posted invoice");
            } else if (!billed.supplier().equals(wanted.supplierId())) {
                wrong.add(at + "/invoiceLineId", "supplier", "is another supplier's");
            } else if (!seen.add(billed.id())) {
                wrong.add(at + "/invoiceLineId", "duplicate", "names a line twice");
            }
            Money net = line.net();
            if (net != null) {
                tx.company().checkCurrency(net.currency(), at + "/net/currency", wrong);
            }
            wrong.addIf(
                    (net == null) == (line.quantity() == null),
                    at + "/quantity",
                    "oneOf",
                    "is needed, or net: one of the two");
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
    }

    private static List<Claim> claims(
            Tx tx,
            NewCreditNote wanted,
            Map<UUID, BilledLine> known,
            Map<UUID, PurchaseOrder> locked) {
        Violations tooMuch = new Violations();
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewCreditNote.Line line = wanted.lines().get(i);
            BilledLine billed = Objects.requireNonNull(known.get(line.invoiceLineId()));
            Quantity part = line.quantity();
            Money net = line.net();
            if (part != null && part.exceeds(billed.rest())) {
                tooMuch.add(
                        "/lines/" + i + "/quantity",
                        "billed",
                        "is %s, billed and not received are %s".formatted(part, billed.rest()));
            } else if (part != null) {
                PurchaseOrder order = Objects.requireNonNull(locked.get(billed.order()));
                claims.add(pieces(tx, billed, part, order));
            } else if (net != null && net.compareTo(billed.claimable()) > 0) {
                tooMuch.add(
                        "/lines/" + i + "/net",
                        "billed",
                        "is %s, billed and not credited are %s".formatted(net, billed.claimable()));
            } else if (net != null) {
                billed.lower(tx, net);
                claims.add(new Claim(billed, Quantity.ZERO, net, Money.zero(net.currency())));
            }
        }
        tooMuch.refuse(PurchasingError.OVER_CREDIT);
        return claims;
    }

    private static Claim pieces(Tx tx, BilledLine line, Quantity part, PurchaseOrder order) {
        BilledLine.Taken taken = line.takePieces(tx, part);
        order.lines().stream()
                .filter(ordered -> ordered.getId().equals(line.orderLine()))
                .forEach(ordered -> ordered.credit(part));
        return new Claim(line, part, taken.claimed(), taken.cleared());
    }

    private Kept keep(Tx tx, Heading heading, List<Claim> claims) {
        Currency currency = tx.company().currency();
        TaxTotals totals =
                TaxTotals.of(
                        currency,
                        claims.stream()
                                .map(
                                        claim ->
                                                new TaxTotals.NetLine(
                                                        finance.taxes()
                                                                .require(
                                                                        tx, claim.line().taxCode()),
                                                        claim.net()))
                                .toList());
        SupplierCredit credit = new SupplierCredit(tx, heading, claims, totals);
        tx.created(
                SupplierCredit.TYPE,
                credit,
                Map.of("number", heading.number(), "total", credit.total()),
                new SupplierCreditPosted(heading.id(), heading.supplier(), credit.total()));
        Money cleared =
                claims.stream().map(Claim::cleared).reduce(Money.zero(currency), Money::plus);
        return new Kept(heading, credit, totals, cleared);
    }
}
