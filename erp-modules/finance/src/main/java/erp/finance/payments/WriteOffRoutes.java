package erp.finance.payments;

import erp.core.CoreError;
import erp.core.Permission;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.payments.WriteOffs.WriteOffOf;

import java.util.UUID;

/** Writing off what is owed on one side, over HTTP. */
record WriteOffRoutes<V extends Versioned>(
        WriteOffs writeOffs, PaymentSide<V> side, Permission permission) {

    /**
     * @param path of the items
     * @param name that the operation has
     */
    Endpoint<?> endpoint(String path, String name, String purpose) {
        return Endpoint.post(path + "/{id}/write-off", name, purpose)
                .body(WriteOffOf.class)
                .permission(permission)
                .keyRequired()
                .creates(side.view())
                .problems(
                        CoreError.FUTURE_DATE,
                        FinanceError.OPEN_ITEM_NOT_FOUND,
                        FinanceError.NOTHING_DUE,
                        FinanceError.INVALID_PAYMENT,
                        FinanceError.OVER_ALLOCATION,
                        FinanceError.NO_PERIOD,
                        FinanceError.PERIOD_CLOSED,
                        FinanceError.NO_ACCOUNT_OF_ROLE)
                .write(this::post);
    }

    private Reply post(Tx tx, Call<WriteOffOf> call) {
        UUID id =
                PeriodRefusal.get(
                        () -> writeOffs.post(tx, side.subledger(), call.id(), call.body()));
        return Reply.createdIn(side.path(), side.read().apply(tx, id));
    }
}
