package erp.crm.opportunities;

import erp.core.value.Code;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A pipeline as it is to be.
 *
 * @param code stays for good
 * @param active whether new opportunities may use it; true where absent
 * @param stages in their order; one with the code of a stage that is there is that stage
 */
public record NewPipeline(
        @Code(max = 32) String code,
        @NotBlank @Size(max = 200) String name,
        @Nullable Boolean active,
        @Size(min = 1, max = 20) List<Stage> stages) {
    /**
     * A stage as it is to be.
     *
     * @param probability that what is there is won, in percent
     * @param requires what must be known before an opportunity is there, or further on
     */
    public record Stage(
            @Code(max = 32) String code,
            @NotBlank @Size(max = 200) String name,
            @PositiveOrZero @Max(100) int probability,
            @Size(max = 6) List<Gate> requires) {
        public Stage {
            requires = requires.stream().distinct().sorted().toList();
        }
    }

    public NewPipeline {
        stages = List.copyOf(stages);
    }

    boolean isActive() {
        return active == null || active;
    }
}
