package erp.crm.identity;

import erp.core.Candidate;
import erp.core.ErpException;
import erp.core.Violation;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;

import jakarta.persistence.MappedSuperclass;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** What may turn out to be there twice. Of the two, one goes on and the other points to it. */
@MappedSuperclass
public abstract class Mergeable extends Document {
    private @Nullable UUID mergedIntoId;

    protected Mergeable() {}

    protected Mergeable(UUID id) {
        super(id);
    }

    /** Which one goes on instead; null where it does itself. */
    public @Nullable UUID mergedInto() {
        return mergedIntoId;
    }

    protected void mergeInto(UUID survivor) {
        mergedIntoId = survivor;
    }

    /** Throws MERGED, which names the one that goes on. */
    public void requireLive(Tx tx, OwnerType type) {
        if (mergedIntoId != null) {
            Candidate survivor = type.candidate(tx, mergedIntoId);
            throw ErpException.because(
                    CrmError.MERGED,
                    List.of(),
                    "was merged into " + OwnerType.words(survivor),
                    List.of(survivor));
        }
    }

    /** The same of one that a field of the body names. */
    void requireLive(Tx tx, OwnerType type, String pointer) {
        if (mergedIntoId != null) {
            Candidate survivor = type.candidate(tx, mergedIntoId);
            throw ErpException.because(
                    CrmError.MERGED,
                    List.of(new Violation(pointer, "merged", "was merged into " + survivor.id())),
                    pointer + " was merged into " + survivor.id(),
                    List.of(survivor));
        }
    }
}
