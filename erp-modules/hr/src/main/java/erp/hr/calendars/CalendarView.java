package erp.hr.calendars;

import erp.core.http.Versioned;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A working calendar as callers see it. */
record CalendarView(
        UUID id,
        String code,
        String name,
        List<BigDecimal> hours,
        List<LocalDate> holidays,
        long version)
        implements Versioned {}
