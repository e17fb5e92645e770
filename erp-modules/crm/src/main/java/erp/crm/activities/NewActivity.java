package erp.crm.activities;

import erp.core.value.MultiLine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An activity as it is to be. It is about one thing at least.
 *
 * @param dueDate by when, at the company
 */
public record NewActivity(
        ActivityKind kind,
        @NotBlank @Size(max = 200) String subject,
        @Size(max = 2000) @Nullable @MultiLine String note,
        LocalDate dueDate,
        @Nullable UUID representativeId,
        @Nullable UUID organisationId,
        @Nullable UUID contactId,
        @Nullable UUID leadId,
        @Nullable UUID opportunityId) {}
