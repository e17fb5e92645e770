package erp.hr.attendance;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** When is worked on a day, as it is planned. */
@Entity
@Table(name = "hr_shift")
public class Shift extends Document {
    private String code;
    private String name;
    private String startsAt;
    private String endsAt;
    private int breakMinutes;

    protected Shift() {}

    Shift(UUID id, Shifts.NewShift wanted) {
        super(id);
        change(wanted);
    }

    final void change(Shifts.NewShift wanted) {
        code = wanted.code();
        name = wanted.name();
        startsAt = wanted.startsAt();
        endsAt = wanted.endsAt();
        breakMinutes = wanted.breakMinutes();
    }

    String code() {
        return code;
    }

    /** Without the break; one that ends earlier than it begins ends on the next day. */
    BigDecimal hours() {
        return Shifts.hours(Shifts.minutes(startsAt, endsAt) - breakMinutes);
    }

    Shifts.ShiftView view() {
        return new Shifts.ShiftView(
                getId(), code, name, startsAt, endsAt, breakMinutes, hours(), getVersion());
    }
}
