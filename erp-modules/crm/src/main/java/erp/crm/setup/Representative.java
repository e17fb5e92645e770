package erp.crm.setup;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** Somebody who sells and is assigned to leads, opportunities and activities. */
@Entity
@Table(name = "crm_representative")
public class Representative extends Coded {
    protected Representative() {}

    Representative(UUID id, NewCoded wanted) {
        super(id, wanted.code(), wanted.name(), wanted.isActive());
    }
}
