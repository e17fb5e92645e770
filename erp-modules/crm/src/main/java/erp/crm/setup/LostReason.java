package erp.crm.setup;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** Why a deal was lost. */
@Entity
@Table(name = "crm_lost_reason")
public class LostReason extends Coded {
    protected LostReason() {}

    LostReason(UUID id, NewCoded wanted) {
        super(id, wanted.code(), wanted.name(), wanted.isActive());
    }
}
