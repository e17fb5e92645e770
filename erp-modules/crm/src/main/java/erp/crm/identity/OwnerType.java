package erp.crm.identity;

import erp.core.Candidate;
import erp.core.Permission;
import erp.core.tx.Tx;

import java.util.UUID;
import java.util.function.BiFunction;

/**
 * A kind of record that keys belong to: two of one kind never have the same.
 *
 * @param code as the database keeps it, {@code CONTACT}
 * @param type in histories, {@code crm.contact}
 * @param path of all of them
 * @param read the right to see it
 * @param name of one
 */
public record OwnerType(
        String code, String type, String path, Permission read, BiFunction<Tx, UUID, String> name) {
    /** One that a refusal points to: without its name for who may not see it. */
    public Candidate candidate(Tx tx, UUID id) {
        return new Candidate(type, id, maySee(tx) ? name.apply(tx, id) : "", path + "/" + id);
    }

    boolean maySee(Tx tx) {
        return tx.actor().may(read.code());
    }

    /** Name, where it may be seen, and id. */
    static String words(Candidate one) {
        return (one.name() + " " + one.id()).strip();
    }
}
