package erp.purchasing.invoices;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line.Target;
import erp.finance.accounts.Subledger;
import erp.finance.invoices.InvoiceSource;
import erp.finance.invoices.InvoiceTerms;
import erp.finance.invoices.NewInvoice;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxed;
import erp.finance.tax.Taxes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A supplier's invoice as finance posts it: goods that are invoiced, until they are matched. */
final class Posting {
    private static final Target GOODS = new Target.Role(AccountRole.GOODS_INVOICED_NOT_RECEIVED);

    private Posting() {}

    static NewInvoice of(Tx tx, Taxes taxes, SupplierInvoice invoice, LocalDate date) {
        Currency currency = invoice.currency();
        List<NewInvoice.Line> lines = new ArrayList<>();
        Map<TaxCode, Taxed> taxed = new LinkedHashMap<>();
        for (SupplierInvoiceLine line : invoice.lines()) {
            TaxCode code = taxes.require(tx, line.taxCode());
            Money net = line.net(currency);
            Money tax = line.tax(currency);
            lines.add(
                    new NewInvoice.Line(
                            line.getId(),
                            line.itemId(),
                            line.quantity(),
                            line.unitPrice(),
                            code,
                            net,
                            tax,
                            GOODS));
            taxed.merge(
                    code,
                    new Taxed(code, net, tax),
                    (a, b) ->
                            new Taxed(code, a.base().plus(b.base()), a.amount().plus(b.amount())));
        }
        return new NewInvoice(
                invoice.getId(),
                SupplierInvoice.TYPE,
                Subledger.PAYABLE,
                invoice.number(),
                new InvoiceSource(SupplierInvoice.TYPE, invoice.getId(), null, null),
                invoice.supplierId(),
                date,
                new InvoiceTerms(invoice.date(), invoice.due(), null, invoice.discount()),
                "Supplier invoice " + invoice.number(),
                lines,
                List.copyOf(taxed.values()));
    }
}
