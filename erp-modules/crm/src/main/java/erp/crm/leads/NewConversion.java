package erp.crm.leads;

import erp.core.value.InvalidValue;
import erp.core.value.Money;
import erp.crm.opportunities.OrderWish;
import erp.crm.opportunities.QuotationWish;

import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What is to come of a lead.
 *
 * @param organisationId which organisation it is of; found or made where absent
 * @param title of the opportunity; the lead's name where absent
 * @param pipelineId the company's first one where absent
 * @param quotation a draft that sales makes; none where absent
 * @param order likewise; what is quoted is ordered of its quotation, so not beside one
 */
public record NewConversion(
        @Nullable UUID organisationId,
        @Size(min = 1, max = 200) @Nullable String title,
        @Nullable UUID pipelineId,
        @PositiveOrZero @Nullable Money amount,
        @Nullable LocalDate expectedClose,
        @Nullable QuotationWish quotation,
        @Nullable OrderWish order) {
    static final NewConversion PLAIN = new NewConversion(null, null, null, null, null, null, null);

    public NewConversion {
        if (quotation != null && order != null) {
            throw new InvalidValue("unused", "means nothing beside a quotation: order that")
                    .in("order");
        }
    }
}
