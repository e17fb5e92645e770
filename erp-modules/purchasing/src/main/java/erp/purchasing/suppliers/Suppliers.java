package erp.purchasing.suppliers;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.party.Parties;
import erp.core.party.PartyView;
import erp.core.tx.Tx;
import erp.purchasing.common.PurchasingError;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Parties that sell to us. */
public final class Suppliers {
    static final String TYPE = "purchasing.supplier";

    private final Parties parties = new Parties();

    public SupplierView add(Tx tx, NewSupplier wanted) {
        checkCurrency(tx, wanted);
        PartyView party = parties.create(tx, wanted.party());
        tx.flush();
        Supplier supplier =
                tx.created(
                        TYPE,
                        new Supplier(party.id(), wanted, tx.company().currency(), tx.now()),
                        wanted.agreement());
        return supplier.view(party.details());
    }

    SupplierView change(Tx tx, UUID id, NewSupplier wanted, LongConsumer expect) {
        checkCurrency(tx, wanted);
        Supplier supplier = require(tx, id);
        expect.accept(supplier.getVersion());
        PartyView party = parties.change(tx, id, wanted.party());
        supplier.change(wanted);
        tx.changed(TYPE, supplier, "change", wanted.agreement());
        return supplier.view(party.details());
    }

    /** Takes a supplier into use, or out of it. */
    SupplierView use(Tx tx, UUID id, boolean active, LongConsumer expect) {
        Supplier supplier = require(tx, id);
        expect.accept(supplier.getVersion());
        if (supplier.use(active)) {
            tx.changed(TYPE, supplier, active ? "activate" : "deactivate", Map.of());
        }
        return view(tx, id);
    }

    SupplierView view(Tx tx, UUID id) {
        return views(tx, List.of(require(tx, id))).getFirst();
    }

    /** In their order. */
    List<SupplierView> views(Tx tx, List<Supplier> suppliers) {
        Map<UUID, PartyView> known =
                parties.list(tx, suppliers.stream().map(Supplier::getId).toList());
        return suppliers.stream()
                .map(
                        supplier -> {
                            PartyView party = known.get(supplier.getId());
                            if (party == null) {
                                throw new IllegalStateException(
                                        "no party of supplier " + supplier.getId());
                            }
                            return supplier.view(party.details());
                        })
                .toList();
    }

    /** The supplier that a request names. Throws UNKNOWN_SUPPLIER. */
    public Supplier named(Tx tx, UUID id, String pointer) {
        Supplier supplier = new SupplierQueries_(tx.session()).supplier(id).getSingleResultOrNull();
        if (supplier == null) {
            throw ErpException.field(
                    PurchasingError.UNKNOWN_SUPPLIER, pointer, "unknown", "names no supplier");
        }
        return supplier;
    }

    /** The same, of which something new can be ordered. Throws INACTIVE_SUPPLIER too. */
    public Supplier active(Tx tx, UUID id, String pointer) {
        Supplier supplier = named(tx, id, pointer);
        PurchasingError.INACTIVE_SUPPLIER.refuseIf(
                !supplier.isActive(), pointer, "inactive", "names a supplier out of use");
        return supplier;
    }

    Supplier require(Tx tx, UUID id) {
        return tx.require(Supplier.class, id, PurchasingError.SUPPLIER_NOT_FOUND);
    }

    private static void checkCurrency(Tx tx, NewSupplier wanted) {
        if (wanted.currency() != null) {
            Violations wrong = new Violations();
            tx.company().checkCurrency(wanted.currency(), "/currency", wrong);
            wrong.refuse(PurchasingError.CURRENCY);
        }
    }
}
