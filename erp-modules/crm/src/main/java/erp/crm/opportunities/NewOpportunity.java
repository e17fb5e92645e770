package erp.crm.opportunities;

import erp.core.value.Money;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An opportunity as it is to be.
 *
 * @param pipelineId the company's first one where absent; a change cannot name another
 * @param amount without tax, in the company's currency
 */
public record NewOpportunity(
        @NotBlank @Size(max = 200) String title,
        @Nullable UUID pipelineId,
        @PositiveOrZero @Nullable Money amount,
        @Nullable LocalDate expectedClose,
        @Nullable UUID organisationId,
        @Nullable UUID contactId,
        @Nullable UUID representativeId,
        @Size(max = 32) @Nullable String sourceCode,
        @Size(max = 32) @Nullable String campaignCode) {}
