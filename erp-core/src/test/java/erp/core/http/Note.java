package erp.core.http;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.UUID;

/** The platform's own test document. */
@Entity
@Table(name = "test_note")
public class Note extends Document {
    private String text;
    private Instant writtenAt;
    private UUID secret;

    protected Note() {}

    public Note(UUID id, String text, Instant writtenAt) {
        super(id);
        this.text = text;
        this.writtenAt = writtenAt;
        this.secret = id;
    }

    public String getText() {
        return text;
    }

    public Instant getWrittenAt() {
        return writtenAt;
    }

    public UUID getSecret() {
        return secret;
    }

    public void write(String other) {
        this.text = other;
    }
}
