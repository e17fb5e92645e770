package erp.users.roles;

import erp.core.http.Versioned;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A role as the API shows it.
 *
 * @param permissions codes, sorted; {@code *} is all of them
 */
public record RoleView(
        UUID id,
        String name,
        RoleKind kind,
        List<String> permissions,
        Instant createdAt,
        long version)
        implements Versioned {}
