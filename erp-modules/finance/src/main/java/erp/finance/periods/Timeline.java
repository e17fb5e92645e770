package erp.finance.periods;

import static erp.finance.common.FinanceError.INVALID_PERIOD;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A company's periods in their order, and what fits among them: no overlap, no gap, nothing before
 * what is closed, and fiscal years that are called after a calendar year that they have days in.
 */
final class Timeline {
    /** A long first year, as some laws allow it. */
    private static final int LONGEST_MONTHS = 18;

    private static final int LONGEST_DAYS = 366;
    private static final int LAST_YEAR = 9999;

    private final List<Period> periods;

    /** What is to be put among them: a period, or a year of them. */
    private record Days(LocalDate start, LocalDate end) {
        /** One of 53 weeks may start at the end of the year before and end in the year after. */
        private boolean isYearOf(int label) {
            return label >= start.getYear() && label <= end.getYear();
        }
    }

    /** A period as it is to be. */
    record Planned(int fiscalYear, int number, LocalDate start, LocalDate end) {}

    Timeline(List<Period> periods) {
        this.periods = List.copyOf(periods);
    }

    /**
     * The monthly periods of a fiscal year. Months are counted back from its end, so a year that
     * begins late has a short first month. Throws INVALID_PERIOD, which names the field.
     *
     * @param last its last day; a year after the first where absent
     */
    List<Planned> year(int label, LocalDate start, @Nullable LocalDate last) {
        LocalDate end = last == null ? start.plusYears(1).minusDays(1) : last;
        INVALID_PERIOD.refuseIf(
                end.getYear() > LAST_YEAR,
                "/startDate",
                "range",
                "must be a year before 9999 ends");
        INVALID_PERIOD.refuseIf(
                end.isBefore(start), "/endDate", "order", "must not be before startDate");
        INVALID_PERIOD.refuseIf(
                end.isAfter(start.plusMonths(LONGEST_MONTHS).minusDays(1)),
                "/endDate",
                "range",
                "must be within " + LONGEST_MONTHS + " months of startDate");
        var days = new Days(start, end);
        INVALID_PERIOD.refuseIf(
                !days.isYearOf(label),
                "/fiscalYear",
                "label",
                "must be a calendar year that it has days in, "
                        + (start.getYear() == end.getYear()
                                ? start.getYear()
                                : "from %d to %d".formatted(start.getYear(), end.getYear())));
        checkPlace(periods, days);
        INVALID_PERIOD.refuseIf(
                periods.stream().anyMatch(it -> it.getFiscalYear() == label),
                "/fiscalYear",
                "unique",
                "has periods already");
        checkOrder(periods, days, label);
        List<LocalDate> starts = new ArrayList<>();
        LocalDate next = end.plusDays(1);
        for (int back = 1; next.minusMonths(back).isAfter(start); back++) {
            starts.addFirst(next.minusMonths(back));
        }
        starts.addFirst(start);
        starts.add(next);
        List<Planned> months = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            months.add(new Planned(label, i, starts.get(i - 1), starts.get(i).minusDays(1)));
        }
        return months;
    }

    /**
     * Throws INVALID_PERIOD, which names the field.
     *
     * @param instead the period that it replaces
     */
    void check(Planned planned, @Nullable Period instead) {
        LocalDate start = planned.start();
        LocalDate end = planned.end();
        INVALID_PERIOD.refuseIf(
                start.isAfter(end), "/endDate", "order", "must not be before startDate");
        INVALID_PERIOD.refuseIf(
                start.plusDays(LONGEST_DAYS).isBefore(end),
                "/endDate",
                "range",
                "must be within " + LONGEST_DAYS + " days of startDate");
        List<Period> others = periods.stream().filter(it -> !it.equals(instead)).toList();
        var days = new Days(start, end);
        checkPlace(others, days);
        checkOrder(others, days, planned.fiscalYear());
        checkLabel(others, planned);
        checkNumber(others, planned);
    }

    /** Whether there are periods on both sides. */
    boolean isWithin(Period period) {
        return before(periods, period.getStartDate()) != null
                && after(periods, period.getEndDate()) != null;
    }

    private void checkPlace(List<Period> others, Days days) {
        for (Period other : others) {
            INVALID_PERIOD.refuseIf(
                    other.overlaps(days.start(), days.end()),
                    "/startDate",
                    "overlap",
                    "overlaps the period from " + other.getStartDate());
            INVALID_PERIOD.refuseIf(
                    !other.isOpen() && days.start().isBefore(other.getStartDate()),
                    "/startDate",
                    "order",
                    "is before a closed period");
        }
        Period before = before(others, days.start());
        Period after = after(others, days.end());
        if (before != null) {
            LocalDate next = before.getEndDate().plusDays(1);
            INVALID_PERIOD.refuseIf(
                    !days.start().equals(next),
                    "/startDate",
                    "gap",
                    "must be " + next + ", the day after the period before: no gap between them");
        }
        if (after != null) {
            LocalDate last = after.getStartDate().minusDays(1);
            boolean gapped = periods.stream().noneMatch(it -> it.getEndDate().equals(last));
            INVALID_PERIOD.refuseIf(
                    !days.end().equals(last) && !(before != null && gapped),
                    "/endDate",
                    "gap",
                    "must be " + last + ", the day before the next period: no gap between them");
        }
    }

    /** Fiscal years go on like their days. */
    private static void checkOrder(List<Period> others, Days days, int label) {
        Period before = before(others, days.start());
        Period after = after(others, days.end());
        INVALID_PERIOD.refuseIf(
                before != null && label < before.getFiscalYear(),
                "/fiscalYear",
                "label",
                "must not be before that of the period before");
        INVALID_PERIOD.refuseIf(
                after != null && label > after.getFiscalYear(),
                "/fiscalYear",
                "label",
                "must not be after that of the next period");
    }

    /**
     * With the year's other periods it is not too long, and can still end or have started in it.
     */
    private static void checkLabel(List<Period> others, Planned planned) {
        int label = planned.fiscalYear();
        List<Period> year = others.stream().filter(it -> it.getFiscalYear() == label).toList();
        LocalDate start =
                Stream.concat(year.stream().map(Period::getStartDate), Stream.of(planned.start()))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        LocalDate end =
                Stream.concat(year.stream().map(Period::getEndDate), Stream.of(planned.end()))
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        INVALID_PERIOD.refuseIf(
                end.isAfter(start.plusMonths(LONGEST_MONTHS).minusDays(1)),
                "/fiscalYear",
                "label",
                "would be a year from %s to %s, longer than %d months"
                        .formatted(start, end, LONGEST_MONTHS));
        int earliest = Math.min(start.getYear(), end.minusYears(1).plusDays(1).getYear());
        int latest = Math.max(end.getYear(), start.plusYears(1).minusDays(1).getYear());
        INVALID_PERIOD.refuseIf(
                label < earliest || label > latest,
                "/fiscalYear",
                "label",
                "must be a calendar year that the fiscal year has days in, from %d to %d"
                        .formatted(earliest, latest));
    }

    private static void checkNumber(List<Period> others, Planned planned) {
        for (Period other : others) {
            if (other.getFiscalYear() == planned.fiscalYear()) {
                INVALID_PERIOD.refuseIf(
                        other.getNumber() == planned.number(),
                        "/number",
                        "unique",
                        "is taken in that fiscal year");
                INVALID_PERIOD.refuseIf(
                        other.getNumber() < planned.number()
                                != other.getStartDate().isBefore(planned.start()),
                        "/number",
                        "order",
                        "must go on like the days: the period from %s has number %d"
                                .formatted(other.getStartDate(), other.getNumber()));
            }
        }
    }

    private static @Nullable Period before(List<Period> others, LocalDate start) {
        return others.stream()
                .filter(it -> it.getEndDate().isBefore(start))
                .max(Comparator.comparing(Period::getEndDate))
                .orElse(null);
    }

    private static @Nullable Period after(List<Period> others, LocalDate end) {
        return others.stream()
                .filter(it -> it.getStartDate().isAfter(end))
                .min(Comparator.comparing(Period::getStartDate))
                .orElse(null);
    }
}
