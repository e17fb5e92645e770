package erp.users;

import erp.core.http.Versioned;
import erp.users.common.UserState;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A user as the API shows it.
 *
 * @param roles names, sorted
 */
public record UserView(
        UUID id,
        String username,
        String displayName,
        UserState state,
        List<String> roles,
        Instant createdAt,
        long version)
        implements Versioned {}
