package erp.hr.people;

import erp.core.value.Money;
import erp.hr.calendars.WorkCalendar;
import erp.hr.common.Amounts;
import erp.hr.pay.PayStructure;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** What was agreed with an employee: pay and working hours. Personal. */
@Entity
@Table(name = "hr_contract")
public class Contract extends Dated {
    private Currency currency;
    private BigDecimal pay;
    private BigDecimal weeklyHours;
    private UUID calendarId;
    private UUID structureId;

    protected Contract() {}

    Contract(
            UUID id,
            UUID employee,
            Contracts.NewContract wanted,
            WorkCalendar calendar,
            PayStructure structure) {
        super(id, employee, wanted.from(), wanted.to());
        this.currency = wanted.pay().currency();
        this.pay = wanted.pay().amount();
        this.weeklyHours = wanted.weeklyHours();
        this.calendarId = calendar.getId();
        this.structureId = structure.getId();
    }

    /** For a month, without what is added to it or taken from it. */
    public BigDecimal pay() {
        return pay;
    }

    public BigDecimal weeklyHours() {
        return weeklyHours;
    }

    public UUID calendarId() {
        return calendarId;
    }

    public UUID structureId() {
        return structureId;
    }

    Contracts.ContractView view(String calendar, String structure) {
        return new Contracts.ContractView(
                getId(),
                employeeId(),
                validFrom(),
                validTo(),
                new Money(pay, currency),
                Amounts.plain(weeklyHours),
                calendar,
                structure,
                getVersion());
    }
}
