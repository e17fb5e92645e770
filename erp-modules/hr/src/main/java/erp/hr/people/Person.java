package erp.hr.people;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What only some may know of an employee. Its id is the employee's. */
@Entity
@Table(name = "hr_person")
public class Person extends Document {
    private @Nullable LocalDate birthDate;
    private @Nullable String taxNumber;
    private @Nullable String iban;
    private @Nullable String bic;
    private @Nullable String street;
    private @Nullable String postalCode;
    private @Nullable String city;
    private @Nullable String country;

    protected Person() {}

    Person(UUID employee) {
        super(employee);
    }

    /** Answers the names of what is another now, for the history: not the values. */
    List<String> change(Persons.PersonData wanted) {
        Persons.PersonData before = data();
        birthDate = wanted.birthDate();
        taxNumber = wanted.taxNumber();
        iban = wanted.iban();
        bic = wanted.bic();
        street = wanted.street();
        postalCode = wanted.postalCode();
        city = wanted.city();
        country = wanted.country();
        return before.differences(wanted);
    }

    public @Nullable String iban() {
        return iban;
    }

    public @Nullable String bic() {
        return bic;
    }

    private Persons.PersonData data() {
        return new Persons.PersonData(
                birthDate, taxNumber, iban, bic, street, postalCode, city, country);
    }

    Persons.PersonView view() {
        return new Persons.PersonView(
                getId(),
                birthDate,
                taxNumber,
                iban,
                bic,
                street,
                postalCode,
                city,
                country,
                getVersion());
    }
}
