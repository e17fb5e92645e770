package erp.hr.people;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** What somebody does: a job of the company. */
@Entity
@Table(name = "hr_position")
public class Position extends Document {
    private String code;
    private String title;

    protected Position() {}

    Position(UUID id, Organisation.NewPosition wanted) {
        super(id);
        change(wanted);
    }

    final void change(Organisation.NewPosition wanted) {
        code = wanted.code();
        title = wanted.title();
    }

    String code() {
        return code;
    }

    Organisation.PositionView view() {
        return new Organisation.PositionView(getId(), code, title, getVersion());
    }
}
