package erp.core.tx;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

import java.util.UUID;

/** Root of an aggregate: a company's row with a version, which is its ETag. */
@MappedSuperclass
public abstract class Document extends CompanyRow {
    @Version private long version;

    protected Document() {}

    protected Document(UUID id) {
        super(id);
    }

    /** Counts changes; right only after a flush. */
    public long getVersion() {
        return version;
    }
}
