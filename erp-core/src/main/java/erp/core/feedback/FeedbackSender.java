package erp.core.feedback;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.UUID;

/** A user's turn: its row is locked while feedback of that user is counted and added. */
@Entity
@Table(name = "core_feedback_sender")
class FeedbackSender {
    @Id private UUID userId;
    private Instant lastAt;

    protected FeedbackSender() {}

    FeedbackSender(UUID userId, Instant lastAt) {
        this.userId = userId;
        this.lastAt = lastAt;
    }

    Instant getLastAt() {
        return lastAt;
    }
}
