package erp.finance;

import erp.core.http.Endpoint;
import erp.finance.accounts.ChartRoutes;
import erp.finance.ledger.JournalRoutes;
import erp.finance.opening.OpeningRoutes;
import erp.finance.payments.PayableRoutes;
import erp.finance.payments.PaymentRoutes;
import erp.finance.periods.PeriodRoutes;
import erp.finance.reports.ReportRoutes;
import erp.finance.runs.PaymentRunRoutes;

import java.util.ArrayList;
import java.util.List;

/** The API of finance. */
public final class FinanceRoutes {
    private final Finance finance;

    public FinanceRoutes(Finance finance) {
        this.finance = finance;
    }

    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> all = new ArrayList<>();
        all.addAll(new ChartRoutes(finance.chart()).endpoints());
        all.addAll(new PeriodRoutes().endpoints());
        all.addAll(new JournalRoutes(finance.ledger(), finance.numbering()).endpoints());
        all.addAll(new PaymentRoutes(finance.payments(), finance.paymentReversals()).endpoints());
        all.addAll(new PayableRoutes(finance.payments(), finance.paymentReversals()).endpoints());
        all.addAll(new PaymentRunRoutes(finance.paymentRuns()).endpoints());
        all.addAll(new ReportRoutes().endpoints());
        all.addAll(new OpeningRoutes(finance.openings()).endpoints());
        return List.copyOf(all);
    }
}
