package erp.crm.consents;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What somebody said of a channel.
 *
 * @param evidence how we know: a form, a call, a letter
 */
public record NewConsent(
        Channel channel, Decision decision, @NotBlank @Size(max = 500) String evidence) {
    /** Yes or no. */
    public enum Decision {
        GRANTED,
        WITHDRAWN;

        ConsentState state() {
            return switch (this) {
                case GRANTED -> ConsentState.GRANTED;
                case WITHDRAWN -> ConsentState.WITHDRAWN;
            };
        }
    }
}
