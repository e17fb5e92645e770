package erp.finance.reports;

import static erp.finance.common.FinancePermission.JOURNAL_READ;
import static erp.finance.common.FinancePermission.PAYABLES_READ;
import static erp.finance.common.FinancePermission.RECEIVABLES_READ;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.EndpointDraft;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** What the books say, over HTTP: as JSON and as CSV. */
public final class ReportRoutes {
    private static final String API = "/api/v1/finance/";
    private static final String DATE = "last day counted; today where absent";

    public List<Endpoint<?>> endpoints() {
        return List.of(
                trialBalance(),
                generalLedger(),
                balanceSheet(),
                profitAndLoss(),
                ageing(
                        "receivables",
                        "getReceivablesAgeing",
                        "What customers owe, by how long it is due",
                        "customerId",
                        Subledger.RECEIVABLE),
                ageing(
                        "payables",
                        "getPayablesAgeing",
                        "What suppliers are owed, by how long it is due",
                        "supplierId",
                        Subledger.PAYABLE),
                ofDays(
                        Endpoint.get(
                                        API + "tax-report",
                                        "getTaxReport",
                                        "Base and tax of each tax code between two days")
                                .answersTable(TaxReport.class),
                        TaxReport::of),
                ofDays(
                        Endpoint.get(
                                        API + "cash-flow",
                                        "getCashFlow",
                                        "What came to the bank and left it, by what it was for")
                                .answersTable(CashFlow.class),
                        CashFlow::of));
    }

    private static Endpoint<Void> trialBalance() {
        return Endpoint.get(
                        API + "trial-balance",
                        "getTrialBalance",
                        "Every account's debits and credits up to a date")
                .permission(JOURNAL_READ)
                .query("date", LocalDate.class, DATE)
                .answersTable(TrialBalance.class)
                .readAtOnce(
                        (tx, call) -> {
                            LocalDate date = date(tx, call);
                            return Reply.ok(TrialBalance.of(date, Balances.at(tx, date)));
                        });
    }

    private static Endpoint<Void> generalLedger() {
        return Endpoint.get(
                        API + "accounts/{id}/ledger",
                        "getGeneralLedger",
                        "An account's lines between two days, with its balance behind each")
                .permission(JOURNAL_READ)
                .query("from", LocalDate.class, Days.FROM)
                .query("to", LocalDate.class, Days.TO)
                .query("limit", Integer.class, "how many lines at most, 1 to 200; 50 where absent")
                .query("after", String.class, "the \"next\" of the page before")
                .answersTable(GeneralLedger.class)
                .problems(FinanceError.ACCOUNT_NOT_FOUND)
                .readAtOnce(GeneralLedger::reply);
    }

    private static Endpoint<Void> balanceSheet() {
        return Endpoint.get(
                        API + "balance-sheet",
                        "getBalanceSheet",
                        "Assets, liabilities and equity at the end of a day")
                .permission(JOURNAL_READ)
                .query("date", LocalDate.class, DATE)
                .answersTable(BalanceSheet.class)
                .readAtOnce((tx, call) -> Reply.ok(BalanceSheet.of(tx, date(tx, call))));
    }

    private static Endpoint<Void> profitAndLoss() {
        return Endpoint.get(
                        API + "profit-and-loss",
                        "getProfitAndLoss",
                        "Income and expenses between two days, and between two others")
                .permission(JOURNAL_READ)
                .query("from", LocalDate.class, Days.FROM)
                .query("to", LocalDate.class, Days.TO)
                .query("compareFrom", LocalDate.class, "first day of what is compared with")
                .query("compareTo", LocalDate.class, "last day of what is compared with")
                .answersTable(ProfitAndLoss.class)
                .readAtOnce((tx, call) -> Reply.ok(ProfitAndLoss.of(tx, call)));
    }

    private static Endpoint<Void> ageing(
            String list, String id, String summary, String party, Subledger subledger) {
        return Endpoint.get(API + list + "/ageing", id, summary)
                .permission(subledger == Subledger.RECEIVABLE ? RECEIVABLES_READ : PAYABLES_READ)
                .query("date", LocalDate.class, "as it was at the end of it; today where absent")
                .query(party, UUID.class, "of this one, with each of its items")
                .answersTable(Ageing.class)
                .readAtOnce(
                        (tx, call) ->
                                Reply.ok(
                                        Ageing.of(
                                                tx,
                                                subledger,
                                                date(tx, call),
                                                call.query(party, UUID.class).orElse(null))));
    }

    private static Endpoint<Void> ofDays(
            EndpointDraft<Void> draft, BiFunction<Tx, Days, Object> report) {
        return draft.permission(JOURNAL_READ)
                .query("from", LocalDate.class, Days.FROM)
                .query("to", LocalDate.class, Days.TO)
                .readAtOnce((tx, call) -> Reply.ok(report.apply(tx, Days.of(tx, call))));
    }

    private static LocalDate date(Tx tx, Call<Void> call) {
        return call.query("date", LocalDate.class).orElse(tx.today());
    }
}
