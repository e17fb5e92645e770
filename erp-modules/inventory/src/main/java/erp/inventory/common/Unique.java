package erp.inventory.common;

import erp.core.ErpException;
import erp.core.tx.Tx;

import org.hibernate.exception.ConstraintViolationException;

/** Lets the database decide whether a name is taken: asking first would race. */
public final class Unique {
    private Unique() {}

    public static void flush(Tx tx, InventoryError taken, String pointer, String message) {
        try {
            tx.flush();
        } catch (ConstraintViolationException e) {
            if (e.getKind() != ConstraintViolationException.ConstraintKind.UNIQUE) {
                throw e;
            }
            throw ErpException.field(taken, pointer, "unique", message);
        }
    }
}
