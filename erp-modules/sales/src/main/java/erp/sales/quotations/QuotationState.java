package erp.sales.quotations;

import java.util.Set;

/** Where a quotation stands. An accepted one that was ordered has its order. */
public enum QuotationState {
    DRAFT,
    SENT,
    ACCEPTED,
    DECLINED,
    EXPIRED;

    Set<QuotationState> next() {
        return switch (this) {
            case DRAFT -> Set.of(SENT, DECLINED);
            case SENT -> Set.of(ACCEPTED, DECLINED, EXPIRED);
            case ACCEPTED -> Set.of(DECLINED);
            case DECLINED, EXPIRED -> Set.of();
        };
    }
}
