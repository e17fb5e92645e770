package erp.production.centres;

import erp.core.Ids;
import erp.core.tx.Document;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where is worked: people and machines with one calendar, one capacity and one rate each. */
@Entity
@Table(name = "production_work_centre")
public class WorkCentre extends Document {
    private String code;
    private String name;

    /** A bit for each day of the week, Monday the lowest. */
    private int workingDays;

    private BigDecimal capacityHours;
    private BigDecimal labourRate;
    private BigDecimal machineRate;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "work_centre_id", nullable = false, updatable = false)
    @OrderBy("closedOn")
    private List<ClosedDay> closedDays = new ArrayList<>();

    protected WorkCentre() {}

    WorkCentre(UUID id, NewWorkCentre wanted, Instant createdAt) {
        super(id);
        this.createdAt = createdAt;
        say(wanted);
    }

    void change(NewWorkCentre wanted) {
        say(wanted);
    }

    private void say(NewWorkCentre wanted) {
        code = wanted.code();
        name = wanted.name().strip();
        workingDays =
                wanted.workingDays().stream()
                        .mapToInt(it -> bit(it.day()))
                        .reduce(0, (a, b) -> a | b);
        capacityHours = wanted.capacityHours().value();
        labourRate = wanted.labourRate().value();
        machineRate = wanted.machineRate().value();
        closedDays.removeIf(day -> !wanted.closed().contains(day.date()));
        Set<LocalDate> known = closedDays.stream().map(ClosedDay::date).collect(Collectors.toSet());
        for (LocalDate date : new TreeSet<>(wanted.closed())) {
            if (!known.contains(date)) {
                closedDays.add(new ClosedDay(Ids.next(), date));
            }
        }
    }

    public WorkingCalendar calendar() {
        return new WorkingCalendar(
                days(), closedDays.stream().map(ClosedDay::date).collect(Collectors.toSet()));
    }

    public String code() {
        return code;
    }

    /** Of a working day. */
    public BigDecimal capacityHours() {
        return capacityHours;
    }

    /** What an hour of the people costs. */
    public BigDecimal labourRate() {
        return labourRate;
    }

    /** What an hour of the place costs. */
    public BigDecimal machineRate() {
        return machineRate;
    }

    /** What an hour costs in all. */
    public BigDecimal rate() {
        return labourRate.add(machineRate);
    }

    public WorkCentreView view() {
        return new WorkCentreView(
                getId(),
                code,
                name,
                days().stream().map(Weekday::of).toList(),
                closedDays.stream().map(ClosedDay::date).sorted().toList(),
                new Quantity(capacityHours),
                new UnitPrice(labourRate),
                new UnitPrice(machineRate),
                getVersion());
    }

    private EnumSet<DayOfWeek> days() {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> (workingDays & bit(day)) != 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    }

    private static int bit(DayOfWeek day) {
        return 1 << (day.getValue() - 1);
    }
}
