package erp.crm.identity;

import erp.core.Candidate;
import erp.core.tx.Tx;

import java.util.UUID;
import java.util.function.BiFunction;

/**
 * A kind of record that keys belong to: two of one kind never have the same.
 *
 * @param code as the database keeps it, {@code CONTACT}
 * @param type in histories, {@code crm.contact}
 * @param path of all of them
 * @param name of one
 */
public record OwnerType(String code, String type, String path, BiFunction<Tx, UUID, String> name) {
    public Candidate candidate(Tx tx, UUID id) {
        return new Candidate(type, id, name.apply(tx, id), path + "/" + id);
    }
}
