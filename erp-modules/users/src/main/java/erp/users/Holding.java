package erp.users;

import java.util.UUID;

/** Which user has which role. */
record Holding(UUID userId, String role) {}
