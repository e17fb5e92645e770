package erp.core.feedback;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * Feedback as the API shows it.
 *
 * @param version what it is about, as the user said
 * @param countedAs the version that it was counted for
 * @param appVersion the version that took it
 */
public record FeedbackView(
        UUID id,
        FeedbackKind kind,
        String text,
        String version,
        @Nullable String document,
        String countedAs,
        UUID userId,
        String userName,
        String appVersion,
        String requestId,
        Instant at) {}
