package erp.crm.setup;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** Where leads come from: a fair, the web site, a recommendation. */
@Entity
@Table(name = "crm_source")
public class Source extends Coded {
    protected Source() {}

    Source(UUID id, NewCoded wanted) {
        super(id, wanted.code(), wanted.name(), wanted.isActive());
    }
}
