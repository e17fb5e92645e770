package erp.crm.setup;

import erp.core.http.Versioned;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Somebody who sells and is assigned to leads, opportunities and activities. */
@Entity
@Table(name = "crm_representative")
public class Representative extends Coded {
    private @Nullable UUID userId;

    protected Representative() {}

    Representative(UUID id, NewRepresentative wanted) {
        super(id, wanted.code(), wanted.name(), wanted.isActive());
        this.userId = wanted.userId();
    }

    void change(NewRepresentative wanted) {
        rename(wanted.name(), wanted.isActive());
        userId = wanted.userId();
    }

    View show() {
        return new View(getId(), code(), name(), isActive(), userId, getVersion());
    }

    /** A representative as callers see it. */
    record View(
            UUID id, String code, String name, boolean active, @Nullable UUID userId, long version)
            implements Versioned {}
}
