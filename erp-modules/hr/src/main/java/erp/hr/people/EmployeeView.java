package erp.hr.people;

import erp.core.http.Versioned;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/** An employee as callers see him. Birth date, bank account and pay stand elsewhere. */
public record EmployeeView(
        UUID id,
        String number,
        String name,
        @Nullable String email,
        @Nullable UUID userId,
        LocalDate hiredOn,
        @Nullable LocalDate leftOn,
        long version)
        implements Versioned {}
