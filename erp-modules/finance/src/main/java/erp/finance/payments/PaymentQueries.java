package erp.finance.payments;

import erp.finance.accounts.Subledger;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Reads of open items and payments. */
interface PaymentQueries {
    Session session();

    @HQL(
            "select coalesce(sum(i.openAmount), 0) - (select coalesce(sum(p.unallocated), 0) from"
                    + " Payment p where p.partyId = :party and p.subledger = :subledger and"
                    + " p.currency = :currency) from OpenItem i where i.partyId = :party and"
                    + " i.subledger = :subledger and i.currency = :currency")
    BigDecimal balance(Subledger subledger, UUID party, String currency);

    @HQL("from OpenItem where sourceType = :type and sourceId = :document")
    List<OpenItem> itemsOf(String type, UUID document);

    @HQL("select openAmount from OpenItem where id = :item")
    BigDecimal openAmount(UUID item);

    @HQL("from PaymentAllocation where paymentId in :payments order by id")
    List<PaymentAllocation> allocationsOf(List<UUID> payments);
}
