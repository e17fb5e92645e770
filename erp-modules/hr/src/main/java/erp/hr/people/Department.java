package erp.hr.people;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** A part of the company, and the cost centre that bears what it costs. */
@Entity
@Table(name = "hr_department")
public class Department extends Document {
    private String code;
    private String name;
    private String costCentre;

    protected Department() {}

    Department(UUID id, Organisation.NewDepartment wanted) {
        super(id);
        change(wanted);
    }

    final void change(Organisation.NewDepartment wanted) {
        code = wanted.code();
        name = wanted.name();
        costCentre = wanted.costCentre();
    }

    String code() {
        return code;
    }

    public String costCentre() {
        return costCentre;
    }

    Organisation.DepartmentView view() {
        return new Organisation.DepartmentView(getId(), code, name, costCentre, getVersion());
    }
}
