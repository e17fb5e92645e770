package erp.core.http;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.ErrorCode;
import erp.core.Violation;

import org.hibernate.exception.ConstraintViolationException;

import java.util.List;

/**
 * A unique key of the database, and what it means where it refuses a row.
 *
 * @param constraint its name, {@code uq_inventory_item_sku}
 * @param pointer of the field that has to be another; empty where none is told
 * @param message what is wrong with the field
 */
public record UniqueKey(String constraint, ErrorCode code, String pointer, String message) {

    /** The same failure, told as the problem of the key that it hit, if it is one of these. */
    public static Throwable named(Throwable failure, List<UniqueKey> keys) {
        if (!(failure instanceof ErpException refused)
                || refused.code() != CoreError.ALREADY_EXISTS) {
            return failure;
        }
        String hit = hit(failure);
        for (UniqueKey key : keys) {
            if (key.constraint().equals(hit)) {
                return key.problem(failure);
            }
        }
        return failure;
    }

    private ErpException problem(Throwable cause) {
        return pointer.isEmpty()
                ? new ErpException(code, List.of(), message, cause)
                : new ErpException(
                        code,
                        List.of(new Violation(pointer, "unique", message)),
                        pointer + " " + message,
                        cause);
    }

    /** MySQL puts the table's name in front. */
    private static String hit(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation) {
                String name = String.valueOf(violation.getConstraintName());
                return name.substring(name.lastIndexOf('.') + 1);
            }
        }
        return "";
    }
}
