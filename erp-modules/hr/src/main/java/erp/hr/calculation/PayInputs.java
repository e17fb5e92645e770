package erp.hr.calculation;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.hr.common.AccessLog;
import erp.hr.common.Amounts;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.pay.Components;
import erp.hr.pay.PayComponent;
import erp.hr.pay.Structures;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Amounts of single months: bonuses, overtime, days. */
public final class PayInputs {
    private static final String PATH = Employees.PATH + "/{id}/pay-inputs";
    private static final String WHAT = "pay-input";

    /** Of inputs, which not everybody may see who sees the employee. */
    private static final String HISTORY = "hr.pay-input";

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(9);

    /**
     * What a component takes as INPUT in a month.
     *
     * @param month any day of it
     * @param component its code
     */
    record NewInput(
            LocalDate month,
            @Size(min = 1, max = 20) String component,
            @PositiveOrZero @Digits(integer = 9, fraction = 4) BigDecimal amount) {}

    /** An input as callers see it. */
    record InputView(
            UUID id, UUID employeeId, LocalDate month, String component, BigDecimal amount) {}

    private PayInputs() {}

    public static List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "listPayInputs", "Inputs of an employee, newest first")
                        .permission(HrPermission.PAY_VIEW)
                        .problems(HrError.EMPLOYEE_NOT_FOUND)
                        .list(
                                Listing.of(PayInput.class)
                                        .within("it.employeeId = :employee")
                                        .asAll(InputView.class, PayInputs::views),
                                (tx, call) -> Employees.only(tx, call.id())),
                Endpoint.get(
                                PATH + "/history",
                                "getPayInputHistory",
                                "Who entered what for an employee, newest first")
                        .permission(HrPermission.PAY_VIEW)
                        .problems(HrError.EMPLOYEE_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                HISTORY, Employees.require(tx, call.id()).getId())),
                Endpoint.post(
                                PATH,
                                "enterPayInput",
                                "Enters or replaces what a component takes in a month; of months"
                                        + " that are paid it comes with the next run")
                        .body(NewInput.class)
                        .permission(HrPermission.PAYROLL_WRITE)
                        .creates(InputView.class)
                        .problems(HrError.EMPLOYEE_NOT_FOUND, HrError.UNKNOWN_CODE)
                        .write(PayInputs::enter));
    }

    private static Reply enter(Tx tx, Call<NewInput> call) {
        NewInput wanted = call.body();
        LocalDate period = YearMonth.from(wanted.month()).atDay(1);
        PayComponent component = Components.named(tx, wanted.component(), "/component");
        Employee employee = Employees.lock(tx, call.id());
        List<PayInput> before =
                new InputQueries_(tx.session())
                        .inputsOf(employee.getId(), period, component.getId());
        PayInput input;
        if (before.isEmpty()) {
            input =
                    tx.add(
                            new PayInput(
                                    tx.newId(),
                                    employee.getId(),
                                    period,
                                    component.getId(),
                                    wanted.amount()));
        } else {
            input = before.getFirst();
            input.change(wanted.amount());
        }
        tx.flush();
        tx.record(
                HISTORY,
                employee.getId(),
                input.getVersion(),
                "pay-input",
                Map.of("month", period, "component", component.code()));
        return Reply.created(
                Employees.PATH + "/" + employee.getId() + "/pay-inputs",
                views(tx, List.of(input)).getFirst());
    }

    private static List<InputView> views(Tx tx, List<PayInput> inputs) {
        AccessLog.read(tx, WHAT, inputs.stream().map(PayInput::employeeId).toList());
        Map<UUID, PayComponent> components =
                Structures.components(
                        tx, inputs.stream().map(PayInput::componentId).distinct().toList());
        return inputs.stream()
                .map(
                        it ->
                                new InputView(
                                        it.getId(),
                                        it.employeeId(),
                                        it.period(),
                                        Objects.requireNonNull(components.get(it.componentId()))
                                                .code(),
                                        Amounts.plain(it.amount())))
                .toList();
    }
}
