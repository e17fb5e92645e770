package erp.production.mrp;

import erp.inventory.layers.ByItem;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;

/** Somebody needs so much on a day. */
record Need(LocalDate date, BigDecimal quantity, Party party) {
    private static final UUID NO_ID = new UUID(0, 0);

    /** By day; then documents before planned orders, each by what identifies them. */
    static final Comparator<Need> ORDER =
            Comparator.comparing(Need::date)
                    .thenComparingInt(need -> rank(need.party()))
                    .thenComparing(need -> type(need.party()))
                    .thenComparing(need -> key(need.party()), ByItem.KEY_ORDER)
                    .thenComparing(Need::quantity);

    private static int rank(Party party) {
        return switch (party) {
            case Party.Safety() -> 0;
            case Party.Stock() -> 1;
            case Party.Document(_) -> 2;
            case Party.Planned(int no) -> 3 + no;
        };
    }

    private static String type(Party party) {
        return party instanceof Party.Document(var origin) ? origin.type() : "";
    }

    private static UUID key(Party party) {
        return party instanceof Party.Document(var origin) ? origin.id() : NO_ID;
    }
}
