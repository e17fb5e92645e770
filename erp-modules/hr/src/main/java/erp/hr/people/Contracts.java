package erp.hr.people;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.hr.calendars.Calendars;
import erp.hr.calendars.WorkCalendar;
import erp.hr.common.AccessLog;
import erp.hr.common.Amounts;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.pay.PayStructure;
import erp.hr.pay.Structures;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Contracts by date. Each read of them is logged. */
public final class Contracts {
    private static final String PATH = Employees.PATH + "/{id}/contracts";
    private static final String WHAT = "contract";

    static final Listing<ContractView> LISTING =
            Listing.of(Contract.class)
                    .within("it.employeeId = :employee")
                    .filter("on", LocalDate.class, Dated.VALID_ON, "valid on this day")
                    .asAll(ContractView.class, Contracts::views);

    private final Calendars calendars;
    private final Structures structures;

    /**
     * What is agreed from a day on.
     *
     * @param to its last day; until something else is agreed where absent
     * @param pay for a month
     * @param calendar code of the working calendar
     * @param structure code of the pay structure
     */
    record NewContract(
            LocalDate from,
            @Nullable LocalDate to,
            @PositiveOrZero Money pay,
            @Positive @DecimalMax("168") @Digits(integer = 3, fraction = 2) BigDecimal weeklyHours,
            @Size(min = 1, max = 20) String calendar,
            @Size(min = 1, max = 20) String structure) {}

    /** A contract as callers see it. */
    record ContractView(
            UUID id,
            UUID employeeId,
            LocalDate from,
            @Nullable LocalDate to,
            Money pay,
            BigDecimal weeklyHours,
            String calendar,
            String structure,
            long version)
            implements Versioned {}

    public Contracts(Calendars calendars, Structures structures) {
        this.calendars = calendars;
        this.structures = structures;
    }

    List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "listContracts", "Contracts of an employee, newest first")
                        .permission(HrPermission.PAY_VIEW)
                        .problems(HrError.EMPLOYEE_NOT_FOUND)
                        .list(LISTING, (tx, call) -> Employees.only(tx, call.id())),
                Endpoint.post(
                                PATH,
                                "agreeContract",
                                "From a day on this is agreed; the contract that is open ends")
                        .body(NewContract.class)
                        .permission(HrPermission.PAY_WRITE)
                        .creates(ContractView.class)
                        .problems(
                                HrError.EMPLOYEE_NOT_FOUND,
                                HrError.UNKNOWN_CODE,
                                HrError.CURRENCY,
                                HrError.INVALID_DATES,
                                HrError.OVERLAP)
                        .write(this::agree));
    }

    private Reply agree(Tx tx, Call<NewContract> call) {
        NewContract wanted = call.body();
        Dated.checkOrder(wanted.from(), wanted.to());
        Amounts.check(tx, wanted.pay(), "/pay");
        WorkCalendar calendar = calendars.named(tx, wanted.calendar(), "/calendar");
        PayStructure structure = structures.named(tx, wanted.structure(), "/structure");
        Employee employee = Employees.lock(tx, call.id());
        call.expectVersion(employee.getVersion());
        HrError.INVALID_DATES.refuseIf(
                wanted.from().isBefore(employee.hiredOn()),
                "/from",
                "hired",
                "must not be before he was hired, " + employee.hiredOn());
        LocalDate left = employee.leftOn();
        if (left != null && wanted.from().isAfter(left)) {
            employee.comeBack();
        }
        Contract contract = new Contract(tx.newId(), employee.getId(), wanted, calendar, structure);
        contract.succeed(
                new PeopleQueries_(tx.session()).contractsOf(employee.getId()), employee.leftOn());
        tx.add(contract);
        tx.changed(Employee.TYPE, employee, "agree-contract", Map.of("from", wanted.from()));
        AccessLog.read(tx, WHAT, employee.getId());
        return Reply.created(
                Employees.PATH + "/" + employee.getId() + "/contracts",
                contract.view(calendar.code(), structure.code()));
    }

    /** All contracts of these employees within a period, by employee, in order. */
    public static Map<UUID, List<Contract>> within(
            Tx tx, List<UUID> employees, LocalDate from, LocalDate to) {
        return employees.isEmpty()
                ? Map.of()
                : new PeopleQueries_(tx.session())
                        .contractsWithin(employees, from, to).stream()
                                .collect(Collectors.groupingBy(Contract::employeeId));
    }

    static List<ContractView> views(Tx tx, List<Contract> contracts) {
        AccessLog.read(tx, WHAT, contracts.stream().map(Contract::employeeId).toList());
        return contracts.stream()
                .map(
                        it ->
                                it.view(
                                        Calendars.require(tx, it.calendarId()).code(),
                                        Structures.require(tx, it.structureId()).code()))
                .toList();
    }
}
