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
 * @param constraint its name
 */
public record UniqueKey(String constraint, ErrorCode code, Violation violation) {

    static UniqueKey of(String constraint, ErrorCode code, String pointer, String message) {
        return new UniqueKey(constraint, code, new Violation(pointer, "unique", message));
    }

    /** The same failure, told as the problem of the key that it hit, if it is one of these. */
    public static Throwable named(Throwable failure, List<UniqueKey> keys) {
        if (!(failure instanceof ErpException refused)
                || refused.code() != CoreError.ALREADY_EXISTS) {
            return failure;
        }
        String hit = hit(failure);
        for (UniqueKey key : keys) {
            if (key.constraint().equals(hit)) {
                Violation violation = key.violation();
                return new ErpException(
                        key.code(),
                        List.of(violation),
                        violation.pointer() + " " + violation.message(),
                        failure);
            }
        }
        return failure;
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
