package erp.hr.expenses;

import erp.core.ErpException;
import erp.core.http.Versioned;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.Finance;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.accounts.Subledger;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.NewCredit;
import erp.finance.payments.NewItem;
import erp.finance.payments.NewPayment;
import erp.finance.payments.PaymentMethod;
import erp.finance.tax.TaxCode;
import erp.finance.tax.TaxTotals;
import erp.hr.common.HrError;
import erp.hr.people.Assignment;
import erp.hr.people.Assignments;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import jakarta.persistence.LockModeType;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Expense claims, from the draft to the money. */
final class ExpenseClaims {
    /** The posting of a claim among those of its source. */
    private static final String POSTING = "expense";

    private final Finance finance;

    /** One thing that was paid for, as callers see it. */
    record LineView(
            LocalDate date,
            String expenseType,
            String text,
            Money net,
            Money tax,
            String taxCode) {}

    /** A claim as callers see it. */
    record ClaimView(
            UUID id,
            String number,
            UUID employeeId,
            String text,
            ClaimState state,
            Money net,
            Money tax,
            Money total,
            List<LineView> lines,
            @Nullable UUID paymentId,
            long version)
            implements Versioned {}

    /** A claim in a list, without its lines. */
    record ClaimSummary(
            UUID id,
            String number,
            UUID employeeId,
            String text,
            ClaimState state,
            Money total,
            long version) {}

    /**
     * When something is posted, and why.
     *
     * @param date today where absent
     */
    record Dated(@Nullable LocalDate date, @Size(max = 200) @Nullable String comment) {
        static final Dated TODAY = new Dated(null, null);
    }

    ExpenseClaims(Finance finance) {
        this.finance = finance;
    }

    ClaimView draft(Tx tx, Employee employee, NewClaim wanted) {
        wanted.check(tx);
        TaxTotals totals = totals(tx, wanted);
        ExpenseClaim claim =
                new ExpenseClaim(tx, employee.getId(), wanted, types(tx, wanted), totals);
        tx.created(ExpenseClaim.TYPE, claim, Map.of("total", claim.total()));
        return view(tx, claim);
    }

    ClaimView change(Tx tx, UUID id, NewClaim wanted, LongConsumer expect) {
        wanted.check(tx);
        TaxTotals totals = totals(tx, wanted);
        ExpenseClaim claim = lock(tx, id, expect);
        claim.change(tx, wanted, types(tx, wanted), totals);
        tx.changed(ExpenseClaim.TYPE, claim, "change", Map.of("total", claim.total()));
        return view(tx, claim);
    }

    ClaimView submit(Tx tx, UUID id, LongConsumer expect) {
        return become(tx, id, ClaimState.SUBMITTED, "submit", expect);
    }

    ClaimView cancel(Tx tx, UUID id, LongConsumer expect) {
        return become(tx, id, ClaimState.CANCELLED, "cancel", expect);
    }

    /**
     * Posts it: what it was for, the tax, and what the employee is owed. Throws EXPENSE_STATE,
     * OWN_REQUEST and what finance's ledger throws.
     */
    ClaimView approve(Tx tx, UUID id, Dated how, LongConsumer expect) {
        ExpenseClaim claim = lock(tx, id, expect);
        requireSomebodyElse(tx, claim);
        claim.become(ClaimState.APPROVED);
        LocalDate date = tx.documentDate(how.date(), "/date");
        Source source = new Source(ExpenseClaim.TYPE, id, POSTING);
        finance.openItems()
                .open(
                        tx,
                        new NewItem(
                                Subledger.EMPLOYEE,
                                claim.employeeId(),
                                source,
                                claim.number(),
                                date,
                                date,
                                claim.total()));
        tx.posted(
                ExpenseClaim.TYPE,
                claim,
                "approve",
                Map.of("total", claim.total()),
                new ExpenseApproved(id, claim.employeeId(), claim.total()));
        PeriodRefusal.get(
                () ->
                        finance.ledger()
                                .post(
                                        tx,
                                        new Entry(
                                                Book.GENERAL,
                                                source,
                                                date,
                                                "Expense claim " + claim.number(),
                                                entry(tx, claim, date))));
        return view(tx, claim);
    }

    ClaimView reject(Tx tx, UUID id, Dated how, LongConsumer expect) {
        ExpenseClaim claim = lock(tx, id, expect);
        requireSomebodyElse(tx, claim);
        claim.require(ClaimState.SUBMITTED);
        claim.become(ClaimState.REJECTED);
        String comment = how.comment();
        tx.changed(
                ExpenseClaim.TYPE,
                claim,
                "reject",
                comment == null ? Map.of() : Map.of("comment", comment));
        return view(tx, claim);
    }

    /**
     * Takes back an approval that is not paid yet: what was posted is posted the other way round,
     * and the claim is rejected. Throws EXPENSE_STATE, OWN_REQUEST, INVALID_DATES and what
     * finance's payments throw.
     */
    ClaimView reverse(Tx tx, UUID id, Dated how, LongConsumer expect) {
        ExpenseClaim claim = lock(tx, id, expect);
        requireSomebodyElse(tx, claim);
        claim.require(ClaimState.APPROVED);
        claim.become(ClaimState.REJECTED);
        LocalDate date = tx.documentDate(how.date(), "/date");
        Source source = new Source(ExpenseClaim.TYPE, id, POSTING);
        LocalDate approved = finance.ledger().dateOf(tx, source);
        HrError.INVALID_DATES.refuseIf(
                date.isBefore(approved),
                "/date",
                "order",
                "must not be before it was approved, " + approved);
        NewCredit credit =
                new NewCredit(
                        tx.newId(),
                        PaymentMethod.CREDIT,
                        Subledger.EMPLOYEE,
                        claim.employeeId(),
                        claim.total(),
                        date,
                        claim.number(),
                        "Expense claim " + claim.number() + " is taken back",
                        finance.ledger().opposite(tx, source),
                        List.of(all(claim)));
        PeriodRefusal.get(() -> finance.payments().credit(tx, credit));
        String comment = how.comment();
        tx.posted(
                ExpenseClaim.TYPE,
                claim,
                "reverse",
                comment == null ? Map.of() : Map.of("comment", comment),
                new ExpenseReversed(id, claim.employeeId(), claim.total()));
        return view(tx, claim);
    }

    /** Pays all of it. Throws EXPENSE_STATE, OWN_REQUEST and what finance's payments throw. */
    ClaimView reimburse(Tx tx, UUID id, Dated how, LongConsumer expect) {
        ExpenseClaim claim = lock(tx, id, expect);
        requireSomebodyElse(tx, claim);
        claim.become(ClaimState.REIMBURSED);
        UUID payment =
                PeriodRefusal.get(() -> finance.payments().post(tx, payment(tx, claim, how)));
        claim.paidBy(payment);
        tx.changed(ExpenseClaim.TYPE, claim, "reimburse", Map.of("payment", payment));
        return view(tx, claim);
    }

    private static NewPayment payment(Tx tx, ExpenseClaim claim, Dated how) {
        return new NewPayment(
                Subledger.EMPLOYEE,
                claim.employeeId(),
                claim.total(),
                tx.documentDate(how.date(), "/date"),
                claim.number(),
                List.of(all(claim)));
    }

    private static NewPayment.Allocation all(ExpenseClaim claim) {
        return new NewPayment.Allocation(
                new NewPayment.ItemRef.Document(ExpenseClaim.TYPE, claim.getId()), claim.total());
    }

    ExpenseClaim require(Tx tx, UUID id) {
        return found(new ExpenseQueries_(tx.session()).claim(id).getSingleResultOrNull(), id);
    }

    /** Whose it is, without loading it. Throws EXPENSE_CLAIM_NOT_FOUND. */
    static UUID employeeOf(Tx tx, UUID id) {
        return found(
                new ExpenseQueries_(tx.session()).employeesOf(id).stream().findFirst().orElse(null),
                id);
    }

    static ClaimView view(Tx tx, ExpenseClaim claim) {
        tx.flush();
        return claim.view(type -> ExpenseTypes.require(tx, type).code());
    }

    private ClaimView become(Tx tx, UUID id, ClaimState next, String action, LongConsumer expect) {
        ExpenseClaim claim = lock(tx, id, expect);
        claim.become(next);
        tx.changed(ExpenseClaim.TYPE, claim, action, Map.of());
        return view(tx, claim);
    }

    private static ExpenseClaim lock(Tx tx, UUID id, LongConsumer expect) {
        ExpenseClaim claim =
                found(
                        new ExpenseQueries_(tx.session())
                                .claim(id)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getSingleResultOrNull(),
                        id);
        expect.accept(claim.getVersion());
        return claim;
    }

    private static <T> T found(@Nullable T row, UUID id) {
        if (row == null) {
            throw new ErpException(
                    HrError.EXPENSE_CLAIM_NOT_FOUND, "there is no expense claim %s", id);
        }
        return row;
    }

    private static void requireSomebodyElse(Tx tx, ExpenseClaim claim) {
        boolean own = Employees.require(tx, claim.employeeId()).is(tx.actor());
        if (own || claim.enteredBy().equals(tx.actor().id())) {
            throw new ErpException(
                    HrError.OWN_REQUEST, "nobody decides on a claim that he made or entered");
        }
    }

    /** Debits by account, borne by the cost centre where the employee works; credit: he is owed. */
    private List<Line> entry(Tx tx, ExpenseClaim claim, LocalDate date) {
        UUID employee = claim.employeeId();
        Assignment at = Assignments.lastWithin(tx, List.of(employee), date, date).get(employee);
        String centre =
                at == null
                        ? null
                        : Employees.costCentres(tx, List.of(at.departmentId()))
                                .get(at.departmentId());
        Map<Line.Target, Money> nets = new LinkedHashMap<>();
        List<TaxTotals.NetLine> taxed = new ArrayList<>();
        for (ExpenseLine line : claim.lines()) {
            Money net = line.net(claim.currency());
            nets.merge(ExpenseTypes.require(tx, line.expenseTypeId()).target(), net, Money::plus);
            taxed.add(new TaxTotals.NetLine(finance.taxes().require(tx, line.taxCode()), net));
        }
        List<Line> lines = new ArrayList<>();
        nets.forEach((target, net) -> lines.add(Line.on(Side.DEBIT, target, net).at(centre)));
        TaxTotals.of(claim.currency(), taxed).taxes().forEach(it -> lines.add(Line.inputTax(it)));
        lines.add(Subledger.EMPLOYEE.incurred(claim.total(), employee));
        return lines;
    }

    private TaxTotals totals(Tx tx, NewClaim wanted) {
        Map<String, TaxCode> codes =
                finance.taxes()
                        .named(
                                tx,
                                wanted.lines().stream()
                                        .map(NewClaim.NewLine::taxCodeOrDefault)
                                        .toList(),
                                HrError.UNKNOWN_CODE,
                                i -> "/lines/" + i + "/taxCode");
        return TaxTotals.of(
                tx.company().currency(),
                wanted.lines().stream()
                        .map(
                                line ->
                                        new TaxTotals.NetLine(
                                                Objects.requireNonNull(
                                                        codes.get(line.taxCodeOrDefault())),
                                                line.net()))
                        .toList());
    }

    private static List<ExpenseType> types(Tx tx, NewClaim wanted) {
        List<ExpenseType> types = new ArrayList<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            types.add(
                    ExpenseTypes.named(
                            tx,
                            wanted.lines().get(i).expenseType(),
                            "/lines/" + i + "/expenseType"));
        }
        return types;
    }
}
