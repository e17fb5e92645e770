package erp.finance;

import erp.core.http.Endpoint;

import java.util.List;

/** The API of finance. */
public final class FinanceRoutes {
    private final Finance finance;

    public FinanceRoutes(Finance finance) {
        this.finance = finance;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of();
    }
}
