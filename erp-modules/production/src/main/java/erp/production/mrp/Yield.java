package erp.production.mrp;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;

/** So much of a by-product comes with a planned order. */
record Yield(LocalDate date, BigDecimal quantity, Party.Planned order) {
    static final Comparator<Yield> ORDER =
            Comparator.comparing(Yield::date).thenComparingInt(yielded -> yielded.order().no());
}
