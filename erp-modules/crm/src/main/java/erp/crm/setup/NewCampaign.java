package erp.crm.setup;

import erp.core.value.Code;
import erp.core.value.Money;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * A campaign as it is to be.
 *
 * @param code stays for good
 * @param active whether new leads may name it; true where absent
 */
public record NewCampaign(
        @Code(max = 32) String code,
        @NotBlank @Size(max = 200) String name,
        CampaignChannel channel,
        LocalDate startDate,
        @Nullable LocalDate endDate,
        @PositiveOrZero @Nullable Money budget,
        @Nullable Boolean active) {
    boolean isActive() {
        return active == null || active;
    }
}
