package erp.finance.payments;

import erp.core.http.Versioned;
import erp.core.tx.Tx;
import erp.finance.accounts.Subledger;

import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The payments of one side, as they are served.
 *
 * @param path of the payments
 * @param read a payment, as it is shown
 */
record PaymentSide<V extends Versioned>(
        Subledger subledger, String path, Class<V> view, BiFunction<Tx, UUID, V> read) {}
