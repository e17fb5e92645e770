package erp.crm.setup;

import erp.core.http.Versioned;

import java.util.UUID;

/** Something with a code, as callers see it. */
public record CodedView(UUID id, String code, String name, boolean active, long version)
        implements Versioned {}
