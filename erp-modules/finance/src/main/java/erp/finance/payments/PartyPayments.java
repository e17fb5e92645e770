package erp.finance.payments;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What came in from parties, for their timeline. */
public final class PartyPayments {
    private PartyPayments() {}

    /**
     * A payment.
     *
     * @param at when it was entered
     */
    public record Received(UUID id, String reference, Money amount, Instant at) {}

    /** The newest before that moment, newest first. */
    public static List<Received> received(
            Tx tx, Collection<UUID> parties, Instant before, int most) {
        if (parties.isEmpty()) {
            return List.of();
        }
        Currency currency = tx.company().currency();
        List<Object> parameters = new ArrayList<>();
        parameters.add(tx.companyId());
        parameters.addAll(parties);
        parameters.add(before);
        parameters.add(most);
        return Sql.query(
                tx.session(),
                """
                select id, reference, amount, created_at from finance_payment
                where company_id = ? and party_id in (%s) and subledger = 'RECEIVABLE' and created_at < ?
                order by created_at desc, id desc limit ?\
                """
                        .formatted(Sql.marks(parties.size())),
                parameters,
                row ->
                        new Received(
                                Sql.uuid(row.getBytes(1)),
                                row.getString(2),
                                Money.rounded(row.getBigDecimal(3), currency),
                                row.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
    }
}
