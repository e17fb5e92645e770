package erp.hr.pay;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.LocalDate;
import java.util.UUID;

/** A component's formula from a day on. */
@Entity
@Table(name = "hr_pay_formula")
public class PayFormula extends CompanyRow {
    private LocalDate validFrom;
    private String formula;

    protected PayFormula() {}

    PayFormula(UUID id, NewComponent.Dated wanted) {
        super(id);
        this.validFrom = wanted.from();
        this.formula = wanted.formula();
    }

    void change(String wanted) {
        formula = wanted;
    }

    LocalDate validFrom() {
        return validFrom;
    }

    String formula() {
        return formula;
    }
}
