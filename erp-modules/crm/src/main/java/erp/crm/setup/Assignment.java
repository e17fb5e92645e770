package erp.crm.setup;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Who gets what comes from a place: the territory that fits it best, and there the member whose
 * turn it is. A turn is taken with the territory's row locked until commit, so that of n leads each
 * of m members gets n/m, whoever enters them at once. A lead that is rolled back gives its turn
 * back.
 */
public final class Assignment {
    /** The one that says most of the place; none before it where two say as much. */
    private static final String TERRITORY =
            """
            select id from crm_territory
            where company_id = ? and (country is null
                or country = ? and (postal_prefix is null or left(?, char_length(postal_prefix)) = postal_prefix))
            order by country is null, coalesce(char_length(postal_prefix), 0) desc, code limit 1\
            """;

    private static final String MEMBERS =
            """
            select m.representative_id from crm_territory_member m
            join crm_representative r on r.id = m.representative_id and r.active
            where m.company_id = ? and m.territory_id = ? order by m.line_no\
            """;

    private Assignment() {}

    /**
     * @param representative null where nobody works there
     */
    public record Assigned(UUID territory, @Nullable UUID representative) {}

    /** Empty where no territory fits. Locks the territory: call it late. */
    public static Optional<Assigned> take(
            Tx tx, @Nullable String country, @Nullable String postalCode) {
        List<UUID> found =
                Sql.query(
                        tx.session(),
                        TERRITORY,
                        Arrays.asList(
                                tx.companyId(), country, postalCode == null ? "" : postalCode),
                        row -> Sql.uuid(row.getBytes(1)));
        return found.stream().findFirst().map(territory -> in(tx, territory));
    }

    private static Assigned in(Tx tx, UUID territory) {
        List<UUID> members =
                Sql.query(
                        tx.session(),
                        MEMBERS,
                        List.of(tx.companyId(), territory),
                        row -> Sql.uuid(row.getBytes(1)));
        if (members.isEmpty()) {
            return new Assigned(territory, null);
        }
        return new Assigned(territory, members.get((int) (turn(tx, territory) % members.size())));
    }

    private static long turn(Tx tx, UUID territory) {
        List<UUID> one = List.of(territory, tx.companyId());
        if (tx.isDryRun()) {
            return Sql.query(
                            tx.session(),
                            "select turn from crm_territory where id = ? and company_id = ?",
                            one,
                            row -> row.getLong(1))
                    .getFirst();
        }
        OptionalLong taken =
                Sql.updateReturningId(
                        tx.session(),
                        "update crm_territory set turn = last_insert_id(turn + 1)"
                                + " where id = ? and company_id = ?",
                        one);
        return taken.orElseThrow() - 1;
    }
}
