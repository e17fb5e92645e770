package erp.hr.pay;

import erp.core.http.Versioned;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** A pay component as callers see it. */
record ComponentView(
        UUID id,
        String code,
        String name,
        ComponentKind kind,
        @Nullable UUID accountId,
        List<NewComponent.Dated> formulas,
        long version)
        implements Versioned {}
