package erp.purchasing.performance;

import static erp.purchasing.common.PurchasingPermission.SUPPLIERS_READ;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.suppliers.Supplier;

import java.time.LocalDate;
import java.util.List;

/** How well suppliers deliver, over HTTP. */
public final class PerformanceRoutes {
    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/purchasing/suppliers/{id}/performance",
                                "getSupplierPerformance",
                                "Whether a supplier delivers in time, in full and at the price")
                        .permission(SUPPLIERS_READ)
                        .query("from", LocalDate.class, "first day; a year before to where absent")
                        .query("to", LocalDate.class, "last day; today where absent")
                        .answers(SupplierPerformance.class)
                        .problems(PurchasingError.SUPPLIER_NOT_FOUND)
                        .read(PerformanceRoutes::performance));
    }

    private static Reply performance(Tx tx, Call<Void> call) {
        tx.require(Supplier.class, call.id(), PurchasingError.SUPPLIER_NOT_FOUND);
        LocalDate to = call.query("to", LocalDate.class).orElse(tx.today());
        LocalDate from = call.query("from", LocalDate.class).orElse(to.minusYears(1));
        return Reply.ok((Object) SupplierPerformance.of(tx, call.id(), from, to));
    }
}
