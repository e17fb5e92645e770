package erp.crm.opportunities;

import erp.core.http.Versioned;
import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An opportunity as callers see it.
 *
 * @param probability in percent: the stage's while it is open, then 100 or 0
 * @param leadId which lead it was made of
 * @param quotationId which quotation of sales was made for it, the last one
 * @param orderId which order of sales came of it: the last one, as another may follow a cancelled
 *     one
 */
public record OpportunityView(
        UUID id,
        String title,
        OpportunityState state,
        UUID pipelineId,
        UUID stageId,
        String stage,
        int probability,
        Instant stageSince,
        @Nullable Money amount,
        @Nullable LocalDate expectedClose,
        @Nullable UUID organisationId,
        @Nullable UUID contactId,
        @Nullable UUID representativeId,
        @Nullable UUID leadId,
        @Nullable String sourceCode,
        @Nullable String campaignCode,
        @Nullable String lostReasonCode,
        @Nullable String lostNote,
        @Nullable UUID quotationId,
        @Nullable UUID orderId,
        Instant createdAt,
        @Nullable Instant closedAt,
        long version)
        implements Versioned {}
