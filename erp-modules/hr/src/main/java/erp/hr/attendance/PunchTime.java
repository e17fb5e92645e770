package erp.hr.attendance;

import java.time.Instant;
import java.util.UUID;

/** What counts of a punch: read without its row, for months of many employees are read at once. */
record PunchTime(UUID employee, Instant at, PunchKind kind) {}
