package erp.core.feedback;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Instant;

/** A version that a server has started as, so that it is known from its first second on. */
@Entity
@Table(name = "core_started_version")
class StartedVersion {
    @Id private String version;
    private Instant firstAt;
    private Instant lastAt;

    protected StartedVersion() {}

    StartedVersion(String version, Instant at) {
        this.version = version;
        this.firstAt = at;
        this.lastAt = at;
    }

    Instant getFirstAt() {
        return firstAt;
    }

    Instant getLastAt() {
        return lastAt;
    }
}
