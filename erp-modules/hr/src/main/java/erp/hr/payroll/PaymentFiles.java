package erp.hr.payroll;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.hr.common.AccessLog;
import erp.hr.common.HrError;
import erp.hr.common.Iban;
import erp.hr.people.Employee;
import erp.hr.people.Employees;
import erp.hr.people.Person;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The file by which a bank pays a posted run. */
final class PaymentFiles {
    private static final String WHAT = "bank-account";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
    private static final String SLIPS =
            "select employee_id, net from hr_payslip where company_id = ? and run_id = ? and net >"
                    + " 0 and (? = 0 or returned_on is not null) order by id";

    /** Characters that ISO 20022 gives a message's id. */
    private static final int LONGEST_ID = 35;

    private static final int MOST_MISSING = 50;

    /**
     * From where is paid.
     *
     * @param executionDate when the bank is to pay
     */
    record Order(
            @NotBlank @Size(max = 140) String debtorName,
            @Size(max = Iban.LONGEST) String debtorIban,
            @Pattern(regexp = "[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
                    @Nullable String debtorBic,
            LocalDate executionDate) {}

    /**
     * A file for the bank.
     *
     * @param messageId the same each time for a run: a bank refuses the second; another once it
     *     gave something back, of which the file is then
     * @param format of ISO 20022
     */
    record PaymentFile(String messageId, String format, int transfers, Money total, String xml) {}

    private PaymentFiles() {}

    /** Throws PAYROLL_STATE, OWN_REQUEST, INVALID_PERSON, NO_BANK_ACCOUNT. */
    static PaymentFile file(Tx tx, UUID id, Order order, LongConsumer expect) {
        PayrollRun run = tx.lock(PayrollRun.class, id, HrError.PAYROLL_RUN_NOT_FOUND);
        expect.accept(run.getVersion());
        run.require(Set.of(RunState.POSTED, RunState.PAID));
        run.requireNotCalculatedBy(tx.actor().id());
        HrError.INVALID_PERSON.refuseIf(
                !Iban.isValid(order.debtorIban()),
                "/debtorIban",
                "iban",
                "must be an IBAN without spaces, with right check digits");
        String key = run.getId().toString().replace("-", "").substring(8).toUpperCase(Locale.ROOT);
        String message = messageId(run, key);
        List<CreditTransfers.Transfer> transfers = transfers(tx, run, key);
        if (transfers.isEmpty()) {
            throw new ErpException(HrError.NOBODY_TO_PAY, "nobody gets anything by this run");
        }
        CreditTransfers.Batch batch =
                new CreditTransfers.Batch(
                        message,
                        tx.now(),
                        order.executionDate(),
                        new CreditTransfers.Debtor(
                                order.debtorName(), order.debtorIban(), order.debtorBic()),
                        run.view().text(),
                        transfers);
        run.fileMade(tx.now());
        tx.changed(
                PayrollRun.TYPE,
                run,
                "payment-file",
                Map.of("messageId", message, "transfers", transfers.size()));
        return new PaymentFile(
                message,
                "pain.001.001.09",
                transfers.size(),
                transfers.stream()
                        .map(CreditTransfers.Transfer::amount)
                        .reduce(Money.zero(run.currency()), Money::plus),
                CreditTransfers.write(batch));
    }

    private static String messageId(PayrollRun run, String key) {
        String first = "PAY-" + MONTH.format(run.period()) + "-" + key;
        if (run.returns() == 0) {
            return first;
        }
        String again = "-" + run.returns();
        return first.substring(0, LONGEST_ID - again.length()) + again;
    }

    private static List<CreditTransfers.Transfer> transfers(Tx tx, PayrollRun run, String key) {
        SequencedMap<UUID, Money> nets = new LinkedHashMap<>();
        Sql.query(
                tx.session(),
                SLIPS,
                List.of(tx.companyId(), run.getId(), run.returns()),
                row ->
                        nets.put(
                                Sql.uuid(row.getBytes(1)),
                                Money.rounded(row.getBigDecimal(2), run.currency())));
        Map<UUID, Employee> employees = Employees.all(tx, nets.keySet());
        Map<UUID, Person> persons = Employees.persons(tx, nets.keySet());
        AccessLog.read(tx, WHAT, nets.keySet());
        List<CreditTransfers.Transfer> transfers = new ArrayList<>();
        List<Violation> missing = new ArrayList<>();
        nets.forEach(
                (id, net) -> {
                    Employee employee = Objects.requireNonNull(employees.get(id));
                    Person person = Objects.requireNonNull(persons.get(id));
                    String iban = person.iban();
                    if (iban != null) {
                        transfers.add(
                                new CreditTransfers.Transfer(
                                        key.substring(0, 12) + "-" + employee.number(),
                                        employee.name(),
                                        iban,
                                        person.bic(),
                                        net));
                    } else if (missing.size() < MOST_MISSING) {
                        missing.add(
                                new Violation(
                                        "/employees/" + employee.number(),
                                        "iban",
                                        "has no bank account"));
                    }
                });
        if (!missing.isEmpty()) {
            throw new ErpException(
                    HrError.NO_BANK_ACCOUNT, missing, "some employees have no bank account");
        }
        return transfers;
    }
}
