package erp.hr.payroll;

import erp.core.CoreError;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.Finance;
import erp.finance.common.FinanceError;
import erp.hr.calculation.PayInputs;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.loans.Loans;
import erp.hr.people.Employees;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Payroll over HTTP. */
public final class PayrollRoutes {
    private static final String PATH = "/api/v1/hr/payroll-runs";
    private static final String SLIPS = "/api/v1/hr/payslips";
    private static final String MINE = "/api/v1/hr/me/payslips";

    private static final Listing<PayrollRuns.RunView> LISTING =
            Listing.of(PayrollRun.class)
                    .equal("state", "in this state")
                    .equal("kind", "of this kind")
                    .range("period", "of a month that begins")
                    .as(PayrollRuns.RunView.class, PayrollRun::view);

    private final PayrollRuns runs;
    private final Loans loans;

    public PayrollRoutes(Finance finance) {
        this.runs = new PayrollRuns(finance);
        this.loans = new Loans(finance);
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(
                        reads(),
                        steps(),
                        money(),
                        slips(),
                        loans.endpoints(),
                        PayInputs.endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(PATH, "listPayrollRuns", "Payroll runs, newest first")
                        .permission(HrPermission.PAYROLL_VIEW)
                        .list(LISTING),
                Endpoint.get(PATH + "/{id}", "getPayrollRun", "One run, and how far it is")
                        .permission(HrPermission.PAYROLL_VIEW)
                        .answers(PayrollRuns.RunView.class)
                        .problems(HrError.PAYROLL_RUN_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(PayrollRuns.require(tx, call.id()).view())),
                Endpoint.get(PATH + "/{id}/history", "getPayrollRunHistory", "Who did what with it")
                        .permission(HrPermission.PAYROLL_VIEW)
                        .problems(HrError.PAYROLL_RUN_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                PayrollRun.TYPE,
                                                PayrollRuns.require(tx, call.id()).getId())),
                Endpoint.get(PATH + "/{id}/payslips", "listPayslips", "Slips of a run")
                        .permission(HrPermission.PAYROLL_VIEW)
                        .problems(HrError.PAYROLL_RUN_NOT_FOUND)
                        .list(Payslips.OF_RUN, PayrollRoutes::ofRun),
                Endpoint.get(
                                PATH + "/{id}/differences",
                                "listPayslipDifferences",
                                "How each slip differs from that of the month before")
                        .permission(HrPermission.PAYROLL_VIEW)
                        .problems(HrError.PAYROLL_RUN_NOT_FOUND)
                        .list(Payslips.DIFFERENCES, PayrollRoutes::ofRun));
    }

    private static Map<String, ?> ofRun(Tx tx, Call<Void> call) {
        return Map.of("run", PayrollRuns.require(tx, call.id()).getId());
    }

    private List<Endpoint<?>> steps() {
        return List.of(
                Endpoint.post(PATH, "createPayrollRun", "Drafts a run")
                        .body(PayrollRuns.NewRun.class)
                        .permission(HrPermission.PAYROLL_WRITE)
                        .creates(PayrollRuns.RunView.class)
                        .write((tx, call) -> Reply.createdIn(PATH, runs.draft(tx, call.body()))),
                Endpoint.post(
                                PATH + "/{id}/calculate",
                                "calculatePayrollRun",
                                "Computes some slips more; call it until the run is calculated")
                        .optionalBody(PayrollRuns.Batch.class)
                        .permission(HrPermission.PAYROLL_WRITE)
                        .answers(PayrollRuns.RunView.class)
                        .problems(
                                HrError.PAYROLL_RUN_NOT_FOUND,
                                HrError.PAYROLL_STATE,
                                HrError.PAYROLL_FAILED,
                                HrError.PAYROLL_OUTDATED,
                                HrError.NOBODY_TO_PAY)
                        .unique(
                                "uq_hr_payslip_employee",
                                HrError.PAYROLL_OUTDATED,
                                "",
                                "another run pays some of the employees at this moment")
                        .write(
                                (tx, call) -> {
                                    PayrollRuns.Batch most = call.bodyOrNull();
                                    return Reply.ok(
                                            runs.calculate(
                                                    tx,
                                                    call.id(),
                                                    most == null
                                                            ? new PayrollRuns.Batch(null)
                                                            : most,
                                                    call::expectVersion));
                                }),
                step("review", "Says that the slips have been looked at", runs::review),
                step("reset", "Back to the draft, to be computed anew", runs::reset),
                step("cancel", "Gives it up", runs::cancel));
    }

    private Endpoint<PayrollRuns.Reversal> reversal() {
        return Endpoint.post(
                        PATH + "/{id}/reverse",
                        "reversePayrollRun",
                        "Undoes what was posted; what is paid becomes an advance on later pay")
                .optionalBody(PayrollRuns.Reversal.class)
                .permission(HrPermission.PAYROLL_APPROVE)
                .keyRequired()
                .answers(PayrollRuns.RunView.class)
                .problems(
                        HrError.PAYROLL_RUN_NOT_FOUND,
                        HrError.PAYROLL_STATE,
                        HrError.PAYROLL_OUTDATED,
                        HrError.OWN_REQUEST,
                        HrError.INSUFFICIENT_LEAVE,
                        FinanceError.NO_ACCOUNT_OF_ROLE,
                        FinanceError.NO_PERIOD,
                        FinanceError.PERIOD_CLOSED)
                .write(
                        (tx, call) -> {
                            PayrollRuns.Reversal how = call.bodyOrNull();
                            return Reply.ok(
                                    runs.reverse(
                                            tx,
                                            call.id(),
                                            how == null ? PayrollRuns.Reversal.USUAL : how,
                                            call::expectVersion));
                        });
    }

    private Endpoint<NetPay.Returned> returning() {
        return Endpoint.post(
                        PATH + "/{id}/return-payment",
                        "returnPayrollPayment",
                        "Posts that the bank gave back what it had paid, of all or of some")
                .optionalBody(NetPay.Returned.class)
                .permission(HrPermission.PAYROLL_PAY)
                .keyRequired()
                .answers(PayrollRuns.RunView.class)
                .problems(
                        HrError.PAYROLL_RUN_NOT_FOUND,
                        HrError.PAYROLL_STATE,
                        HrError.OWN_REQUEST,
                        HrError.UNKNOWN_EMPLOYEE,
                        HrError.INVALID_DATES,
                        CoreError.FUTURE_DATE,
                        FinanceError.NO_ACCOUNT_OF_ROLE,
                        FinanceError.NO_PERIOD,
                        FinanceError.PERIOD_CLOSED)
                .write(
                        (tx, call) -> {
                            NetPay.Returned how = call.bodyOrNull();
                            return Reply.ok(
                                    runs.netPay()
                                            .returned(
                                                    tx,
                                                    call.id(),
                                                    how == null ? NetPay.Returned.ALL : how,
                                                    call::expectVersion));
                        });
    }

    private static Endpoint<Void> step(
            String verb, String summary, MasterRecord.Work<PayrollRuns.RunView> work) {
        return Endpoint.post(PATH + "/{id}/" + verb, verb + "PayrollRun", summary)
                .permission(HrPermission.PAYROLL_WRITE)
                .answers(PayrollRuns.RunView.class)
                .problems(HrError.PAYROLL_RUN_NOT_FOUND, HrError.PAYROLL_STATE)
                .write((tx, call) -> Reply.ok(work.apply(tx, call.id(), call::expectVersion)));
    }

    /** A step of a run that posts something. */
    @FunctionalInterface
    private interface Dated {
        PayrollRuns.RunView apply(Tx tx, UUID id, PayrollRuns.Posting how, LongConsumer expect);
    }

    private List<Endpoint<?>> money() {
        return List.of(
                Endpoint.post(
                                PATH + "/{id}/approve",
                                "approvePayrollRun",
                                "Allows it to be posted, by somebody else than who computed it")
                        .permission(HrPermission.PAYROLL_APPROVE)
                        .answers(PayrollRuns.RunView.class)
                        .problems(
                                HrError.PAYROLL_RUN_NOT_FOUND,
                                HrError.PAYROLL_STATE,
                                HrError.OWN_REQUEST)
                        .write(
                                (tx, call) ->
                                        Reply.ok(runs.approve(tx, call.id(), call::expectVersion))),
                posting(
                        "post",
                        "Posts it, by cost centre",
                        HrPermission.PAYROLL_APPROVE,
                        runs::post),
                reversal(),
                posting(
                        "pay",
                        "Posts that the bank has paid it, or again what it gave back",
                        HrPermission.PAYROLL_PAY,
                        runs.netPay()::pay),
                returning(),
                Endpoint.post(
                                PATH + "/{id}/payment-file",
                                "createPaymentFile",
                                "What the bank is sent, as ISO 20022 pain.001.001.09")
                        .body(PaymentFiles.Order.class)
                        .permission(HrPermission.PAYROLL_PAY)
                        .answers(PaymentFiles.PaymentFile.class)
                        .problems(
                                HrError.PAYROLL_RUN_NOT_FOUND,
                                HrError.PAYROLL_STATE,
                                HrError.OWN_REQUEST,
                                HrError.INVALID_PERSON,
                                HrError.NOBODY_TO_PAY,
                                HrError.NO_BANK_ACCOUNT)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                PaymentFiles.file(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private static Endpoint<PayrollRuns.Posting> posting(
            String verb, String summary, HrPermission permission, Dated work) {
        return Endpoint.post(PATH + "/{id}/" + verb, verb + "PayrollRun", summary)
                .optionalBody(PayrollRuns.Posting.class)
                .permission(permission)
                .keyRequired()
                .answers(PayrollRuns.RunView.class)
                .problems(
                        HrError.PAYROLL_RUN_NOT_FOUND,
                        HrError.PAYROLL_STATE,
                        HrError.PAYROLL_OUTDATED,
                        HrError.NOBODY_TO_PAY,
                        HrError.OWN_REQUEST,
                        HrError.INVALID_DATES,
                        HrError.INSUFFICIENT_LEAVE,
                        CoreError.FUTURE_DATE,
                        FinanceError.NO_ACCOUNT_OF_ROLE,
                        FinanceError.NO_PERIOD,
                        FinanceError.PERIOD_CLOSED)
                .write(
                        (tx, call) -> {
                            PayrollRuns.Posting how = call.bodyOrNull();
                            return Reply.ok(
                                    work.apply(
                                            tx,
                                            call.id(),
                                            how == null ? PayrollRuns.Posting.USUAL : how,
                                            call::expectVersion));
                        });
    }

    private static List<Endpoint<?>> slips() {
        return List.of(
                Endpoint.get(SLIPS + "/{id}", "getPayslip", "A slip with its lines")
                        .permission(HrPermission.PAYROLL_VIEW)
                        .answers(Payslips.SlipView.class)
                        .problems(HrError.PAYSLIP_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(Payslips.view(tx, call.id()))),
                Endpoint.get(
                                Employees.PATH + "/{id}/pay-preview",
                                "previewPay",
                                "What an employee would get for a month; nothing is kept")
                        .permission(HrPermission.PAYROLL_VIEW)
                        .query("month", LocalDate.class, "any day of it; this month where absent")
                        .answers(Payslips.Preview.class)
                        .problems(HrError.EMPLOYEE_NOT_FOUND, HrError.PAYROLL_FAILED)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                Payslips.preview(
                                                        tx,
                                                        call.id(),
                                                        call.query("month", LocalDate.class)
                                                                .orElse(tx.today())))),
                Endpoint.get(MINE, "listMyPayslips", "One's own slips that are posted")
                        .permission(HrPermission.SELF)
                        .list(Payslips.OWN, (tx, _) -> Employees.mine(tx)),
                Endpoint.get(MINE + "/{id}", "getMyPayslip", "One of one's own slips")
                        .permission(HrPermission.SELF)
                        .answers(Payslips.SlipView.class)
                        .problems(HrError.NOT_AN_EMPLOYEE, HrError.PAYSLIP_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(Payslips.own(tx, call.id()))));
    }
}
