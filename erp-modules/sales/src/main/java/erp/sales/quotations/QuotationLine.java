package erp.sales.quotations;

import erp.sales.orders.NewOrder;
import erp.sales.orders.PricedLine;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.Currency;
import java.util.UUID;

/** One item that is offered. */
@Entity
@Table(name = "sales_quotation_line")
public class QuotationLine extends PricedLine {
    protected QuotationLine() {}

    QuotationLine(UUID id, int lineNo, NewOrder.Line wanted, Currency currency) {
        super(id, lineNo, wanted, currency);
    }

    /** As an order has it: at this price. */
    NewOrder.Line wanted() {
        return new NewOrder.Line(itemId(), quantity(), unitPrice(), taxCode());
    }

    QuotationView.Line view(Currency currency) {
        return new QuotationView.Line(
                getId(),
                itemId(),
                quantity(),
                unitPrice(),
                taxCode(),
                taxRate(),
                net(currency),
                tax(currency));
    }
}
