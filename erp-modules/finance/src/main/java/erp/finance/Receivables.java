package erp.finance;

import erp.core.Tx;
import erp.core.value.Money;

import java.util.List;
import java.util.UUID;

/** What customers owe: the sub-ledger behind the account of role RECEIVABLE. */
public final class Receivables {
    Receivables() {}

    /**
     * Opens an item and answers its id. The caller posts the entry that debits RECEIVABLE with the
     * same amount in the same transaction.
     */
    public UUID open(Tx tx, NewItem item) {
        return Later.value(item + " " + tx.company());
    }

    /**
     * Items of a document, at most one today.
     *
     * @param type the document's type, {@code sales.invoice}
     */
    public List<Item> itemsOf(Tx tx, String type, UUID document) {
        return Later.value(type + document + tx.company());
    }

    /**
     * What is still owed for a document; zero is paid. Throws OPEN_ITEM_NOT_FOUND.
     *
     * @param type the document's type, {@code sales.invoice}
     */
    public Money openAmount(Tx tx, String type, UUID document) {
        return Later.value(type + document + tx.company());
    }
}
