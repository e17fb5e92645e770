package erp.migrations.documents;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How people know a document; what its kind does not have is null.
 *
 * @param day its business date
 * @param currency of the amount
 */
public record DocumentSketch(
        @Nullable String number,
        @Nullable LocalDate day,
        @Nullable BigDecimal amount,
        @Nullable String currency) {

    private static final int DIGITS = 2;

    /** Of a kind that nothing is said of. */
    public static final DocumentSketch BLANK = new DocumentSketch(null, null, null, null);

    /** Without zeros that mean nothing; null where there is no amount. */
    public @Nullable String plainAmount() {
        return amount == null ? null : plain(amount);
    }

    /** An amount with two digits after its point, and more where they say something. */
    public static String plain(BigDecimal amount) {
        BigDecimal exact = amount.stripTrailingZeros();
        return exact.setScale(Math.max(DIGITS, exact.scale())).toPlainString();
    }
}
