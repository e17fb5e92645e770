package erp.hr.pay;

import erp.core.http.Versioned;

import java.util.List;
import java.util.UUID;

/** A pay structure as callers see it. */
record StructureView(UUID id, String code, String name, List<String> components, long version)
        implements Versioned {}
