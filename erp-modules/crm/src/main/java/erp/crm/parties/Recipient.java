package erp.crm.parties;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Somebody who may be reached, and how: nothing is told that the person does not consent to. */
public record Recipient(
        UUID contactId,
        String name,
        @Nullable UUID organisationId,
        @Nullable String email,
        @Nullable String phone) {}
