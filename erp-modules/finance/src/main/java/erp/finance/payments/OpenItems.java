package erp.finance.payments;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.common.CompanyCurrency;
import erp.finance.common.FinanceError;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What customers owe and what suppliers are owed, item by item. */
public final class OpenItems {
    public OpenItems() {}

    /**
     * Opens an item and answers its id. The caller posts the entry that has the same amount on the
     * sub-ledger's account, with the same party and source, in the same transaction.
     */
    public UUID open(Tx tx, NewItem item) {
        CompanyCurrency.require(tx, item.amount().currency(), item.source());
        return tx.add(new OpenItem(tx.newId(), item)).getId();
    }

    /**
     * Items of a document, at most one today.
     *
     * @param type the document's type, {@code sales.invoice}
     */
    public List<Item> itemsOf(Tx tx, String type, UUID document) {
        return OpenItem.views(tx, new PaymentQueries_(tx.session()).itemsOf(type, document));
    }

    /**
     * What is still owed for a document; zero is paid. Throws OPEN_ITEM_NOT_FOUND.
     *
     * @param type the document's type, {@code sales.invoice}
     */
    public Money openAmount(Tx tx, String type, UUID document) {
        return new PaymentQueries_(tx.session())
                .itemsOf(type, document).stream()
                        .map(OpenItem::openAmount)
                        .reduce(Money::plus)
                        .orElseThrow(
                                () ->
                                        new ErpException(
                                                FinanceError.OPEN_ITEM_NOT_FOUND,
                                                "there is no open item of %s %s",
                                                type,
                                                document));
    }

    /**
     * Closes the items of a document that is taken back: they are owed no more. They stay locked
     * until commit. Throws STILL_ALLOCATED, which names what settles them.
     *
     * @param type the document's type, {@code sales.invoice}
     */
    public void close(Tx tx, String type, UUID document) {
        new PaymentQueries_(tx.session())
                .idsOf(type, document)
                .forEach(item -> PaymentReversals.close(tx, item));
    }

    /** When the items of a document were last paid, or payments taken back; never before a day. */
    public LocalDate lastSettled(Tx tx, String type, UUID document, LocalDate atLeast) {
        LocalDate last = new PaymentQueries_(tx.session()).lastSettled(type, document);
        return last == null || last.isBefore(atLeast) ? atLeast : last;
    }

    /**
     * What a party still owes, or is owed, in that currency over all documents, less what was paid
     * and is not allocated; negative where that is more. Many documents may come to more than
     * {@link Money} holds.
     */
    public BigDecimal balance(Tx tx, Subledger subledger, UUID party, Currency currency) {
        return new PaymentQueries_(tx.session())
                .balance(subledger, party, currency.getCurrencyCode());
    }
}
