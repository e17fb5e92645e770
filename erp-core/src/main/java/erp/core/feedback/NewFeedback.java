package erp.core.feedback;

import erp.core.value.MultiLine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What a user says.
 *
 * @param version the one that the user saw ({@code ERP-Version} of the answer); absent: the one
 *     that answers now
 * @param document what it is about, an id or a number as the user sees it
 */
public record NewFeedback(
        FeedbackKind kind,
        @NotBlank @Size(max = 2000) @MultiLine String text,
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._+-]{0,59}") @Nullable String version,
        @NotBlank @Size(max = 200) @Nullable String document) {}
