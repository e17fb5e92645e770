package erp.crm.identity;

import erp.core.Candidate;
import erp.core.ErpException;
import erp.core.Violations;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who has which e-mail, phone and tax number. A key is claimed by inserting it: who comes second
 * waits until the first has committed and is told whose it is. Keys of one record are claimed in
 * their order.
 */
public final class Identifiers {
    private Identifiers() {}

    /** A key that is somebody's already. */
    private record Held(Key key, UUID owner) {}

    /** Claims keys for a record. Throws DUPLICATE, which names whose they are. */
    public static void claim(Tx tx, OwnerType type, UUID owner, List<Key> keys) {
        List<Held> held = held(tx, type, owner, keys);
        if (!held.isEmpty()) {
            throw duplicate(tx, type, held);
        }
    }

    /** Claims those of the keys that are nobody's. */
    public static void claimFree(Tx tx, OwnerType type, UUID owner, List<Key> keys) {
        keys.forEach(key -> insert(tx, type, owner, key));
    }

    /**
     * Claims keys for a new record, or finds the one that has them already; then nothing is
     * claimed. Throws DUPLICATE where several have them.
     */
    public static Optional<UUID> claimOrFind(Tx tx, OwnerType type, UUID owner, List<Key> keys) {
        List<Held> held = held(tx, type, owner, keys);
        Set<UUID> owners = new LinkedHashSet<>(held.stream().map(Held::owner).toList());
        if (owners.size() > 1) {
            throw duplicate(tx, type, held);
        }
        if (!owners.isEmpty()) {
            release(tx, owner);
        }
        return owners.stream().findFirst();
    }

    /** Claims what is new, and gives up what is no more. Throws DUPLICATE. */
    public static void change(
            Tx tx, OwnerType type, UUID owner, List<Key> before, List<Key> after) {
        for (Key key : before) {
            if (!after.contains(key)) {
                Sql.update(
                        tx.session(),
                        "delete from crm_identifier where company_id = ? and owner_type = ?"
                                + " and kind = ? and value = ? and owner_id = ?",
                        List.of(
                                tx.companyId(),
                                type.code(),
                                key.kind().name(),
                                key.value(),
                                owner));
            }
        }
        claim(tx, type, owner, after);
    }

    /** Gives up all keys: another may have them. */
    public static void release(Tx tx, UUID owner) {
        Sql.update(
                tx.session(),
                "delete from crm_identifier where company_id = ? and owner_id = ?",
                List.of(tx.companyId(), owner));
    }

    /** Lets all keys of one be another's, beside its own. */
    public static void move(Tx tx, UUID from, UUID to) {
        Sql.update(
                tx.session(),
                "update crm_identifier set owner_id = ? where company_id = ? and owner_id = ?",
                List.of(to, tx.companyId(), from));
    }

    /** Who has any of these keys, by what was committed. */
    public static Set<UUID> owners(Tx tx, OwnerType type, List<Key> keys) {
        Set<UUID> owners = new LinkedHashSet<>();
        keys.forEach(key -> owner(tx, type, key).ifPresent(owners::add));
        return owners;
    }

    /** Records that have any of these keys. */
    public static List<Candidate> candidates(Tx tx, OwnerType type, List<Key> keys) {
        return owners(tx, type, keys).stream().map(owner -> type.candidate(tx, owner)).toList();
    }

    /**
     * Those of the keys that are another's. Where none is, all are claimed; it is looked first,
     * because who hits a key by inserting it keeps others from it until the end.
     */
    private static List<Held> held(Tx tx, OwnerType type, UUID owner, List<Key> keys) {
        List<Held> held = seen(tx, type, owner, keys);
        for (Key key : keys) {
            if (held.isEmpty() && !insert(tx, type, owner, key)) {
                held = seen(tx, type, owner, keys);
            }
        }
        return held;
    }

    private static List<Held> seen(Tx tx, OwnerType type, UUID owner, List<Key> keys) {
        List<Held> held = new ArrayList<>();
        for (Key key : keys) {
            owner(tx, type, key)
                    .filter(holder -> !holder.equals(owner))
                    .ifPresent(holder -> held.add(new Held(key, holder)));
        }
        return held;
    }

    /** Whether it is the owner's alone now, or was before already. */
    private static boolean insert(Tx tx, OwnerType type, UUID owner, Key key) {
        return Sql.update(
                        tx.session(),
                        """
                        insert ignore into crm_identifier (id, company_id, owner_type, kind, value, owner_id)
                        values (?, ?, ?, ?, ?, ?)\
                        """,
                        List.of(
                                tx.newId(),
                                tx.companyId(),
                                type.code(),
                                key.kind().name(),
                                key.value(),
                                owner))
                > 0;
    }

    private static Optional<UUID> owner(Tx tx, OwnerType type, Key key) {
        return Sql.query(
                        tx.session(),
                        "select owner_id from crm_identifier where company_id = ?"
                                + " and owner_type = ? and kind = ? and value = ?",
                        List.of(tx.companyId(), type.code(), key.kind().name(), key.value()),
                        row -> Sql.uuid(row.getBytes(1)))
                .stream()
                .findFirst();
    }

    private static ErpException duplicate(Tx tx, OwnerType type, List<Held> held) {
        Violations taken = new Violations();
        Set<Candidate> candidates = new LinkedHashSet<>();
        for (Held one : held) {
            Candidate candidate = type.candidate(tx, one.owner());
            candidates.add(candidate);
            taken.add(
                    one.key().kind().pointer(),
                    "duplicate",
                    "is that of " + OwnerType.words(candidate));
        }
        return ErpException.because(
                CrmError.DUPLICATE,
                taken.all(),
                taken.all().getFirst().pointer() + " " + taken.all().getFirst().message(),
                List.copyOf(candidates));
    }
}
