package erp.hr.people;

import erp.core.Violations;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.tx.Tx;
import erp.hr.common.AccessLog;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.common.Iban;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Birth dates, tax numbers, bank accounts, addresses. Each read of them is logged. */
final class Persons {
    private static final String PATH = Employees.PATH + "/{id}/person";
    private static final String WHAT = "person";

    /**
     * Personal data as it is to be; what is left out is not known.
     *
     * @param iban where pay and expenses are paid to
     */
    record PersonData(
            @Nullable LocalDate birthDate,
            @Size(max = 40) @Nullable String taxNumber,
            @Size(max = Iban.LONGEST) @Nullable String iban,
            @Pattern(regexp = "[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?") @Nullable String bic,
            @Size(max = 200) @Nullable String street,
            @Size(max = 20) @Nullable String postalCode,
            @Size(max = 100) @Nullable String city,
            @Pattern(regexp = "[A-Z]{2}") @Nullable String country) {
        List<String> differences(PersonData other) {
            Map<String, Boolean> same = new LinkedHashMap<>();
            same.put("birthDate", Objects.equals(birthDate, other.birthDate));
            same.put("taxNumber", Objects.equals(taxNumber, other.taxNumber));
            same.put("iban", Objects.equals(iban, other.iban));
            same.put("bic", Objects.equals(bic, other.bic));
            same.put("street", Objects.equals(street, other.street));
            same.put("postalCode", Objects.equals(postalCode, other.postalCode));
            same.put("city", Objects.equals(city, other.city));
            same.put("country", Objects.equals(country, other.country));
            return same.entrySet().stream()
                    .filter(it -> !it.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** Personal data as those see it who may. */
    record PersonView(
            UUID id,
            @Nullable LocalDate birthDate,
            @Nullable String taxNumber,
            @Nullable String iban,
            @Nullable String bic,
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String city,
            @Nullable String country,
            long version)
            implements Versioned {}

    private Persons() {}

    static List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "getPerson", "Personal data of an employee")
                        .permission(HrPermission.PERSONS_VIEW)
                        .answers(PersonView.class)
                        .problems(HrError.EMPLOYEE_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(view(tx, call.id()))),
                Endpoint.put(PATH, "putPerson", "Replaces personal data of an employee")
                        .body(PersonData.class)
                        .permission(HrPermission.PERSONS_WRITE)
                        .versionNeeded()
                        .answers(PersonView.class)
                        .problems(HrError.EMPLOYEE_NOT_FOUND, HrError.INVALID_PERSON)
                        .write(Persons::put));
    }

    /** Throws EMPLOYEE_NOT_FOUND. */
    static PersonView view(Tx tx, UUID employee) {
        Person person = tx.require(Person.class, employee, HrError.EMPLOYEE_NOT_FOUND);
        AccessLog.read(tx, WHAT, employee);
        return person.view();
    }

    private static Reply put(Tx tx, Call<PersonData> call) {
        PersonData wanted = call.body();
        check(tx, wanted);
        Person person = tx.lock(Person.class, call.id(), HrError.EMPLOYEE_NOT_FOUND);
        call.expectVersion(person.getVersion());
        List<String> changed = person.change(wanted);
        tx.flush();
        tx.record(
                Employee.TYPE,
                call.id(),
                person.getVersion(),
                "change-person",
                Map.of("changed", changed));
        AccessLog.read(tx, WHAT, call.id());
        return Reply.ok(person.view());
    }

    private static void check(Tx tx, PersonData wanted) {
        Violations wrong = new Violations();
        String iban = wanted.iban();
        wrong.addIf(
                iban != null && !Iban.isValid(iban),
                "/iban",
                "iban",
                "must be an IBAN without spaces, with right check digits");
        LocalDate born = wanted.birthDate();
        wrong.addIf(
                born != null && born.isAfter(tx.today()),
                "/birthDate",
                "future",
                "must not be after today");
        wrong.refuse(HrError.INVALID_PERSON);
    }
}
