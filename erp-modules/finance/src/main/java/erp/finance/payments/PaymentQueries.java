package erp.finance.payments;

import erp.finance.accounts.Subledger;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of open items and payments. */
interface PaymentQueries {
    Session session();

    @HQL(
            "select max(a.allocationDate) from PaymentAllocation a where a.paymentId = :payment and"
                    + " a.reversesId is not null")
    @Nullable LocalDate lastTakenBack(UUID payment);

    @HQL(
            "select coalesce(sum(i.openAmount), 0) - (select coalesce(sum(p.unallocated), 0) from"
                    + " Payment p where p.partyId = :party and p.subledger = :subledger and"
                    + " p.currency = :currency) from OpenItem i where i.partyId = :party and"
                    + " i.subledger = :subledger and i.currency = :currency")
    BigDecimal balance(Subledger subledger, UUID party, String currency);

    @HQL("from OpenItem where sourceType = :type and sourceId = :document")
    List<OpenItem> itemsOf(String type, UUID document);

    @HQL("select id from OpenItem where sourceType = :type and sourceId = :document order by id")
    List<UUID> idsOf(String type, UUID document);

    @HQL(
            "select max(a.allocationDate) from PaymentAllocation a join OpenItem i on i.id ="
                    + " a.openItemId where i.sourceType = :type and i.sourceId = :document")
    @Nullable LocalDate lastSettled(String type, UUID document);

    @HQL("select openAmount from OpenItem where id = :item")
    BigDecimal openAmount(UUID item);

    /** Refunds among these items that gave this payment back: it was the first to pay them. */
    @HQL(
            "select i.sourceId from OpenItem i join PaymentAllocation a on a.openItemId = i.id"
                    + " where i.id in :items and i.sourceType = 'finance.refund' and a.paymentId ="
                    + " :payment and a.id = (select min(b.id) from PaymentAllocation b where"
                    + " b.openItemId = i.id) order by i.id")
    List<UUID> refundsOf(UUID payment, List<UUID> items);

    /** Discounts of that day that stand on one of these items. */
    @HQL(
            "select distinct p.id from PaymentAllocation a join Payment p on p.id = a.paymentId"
                    + " where a.openItemId in :items and p.method = DISCOUNT and p.paymentDate ="
                    + " :date and a.reversesId is null and not exists (select 1 from"
                    + " PaymentAllocation b where b.reversesId = a.id) order by p.id")
    List<UUID> discountsOf(List<UUID> items, LocalDate date);

    @HQL("from PaymentAllocation where openItemId = :item order by id")
    List<PaymentAllocation> allocationsTo(UUID item);

    /** What paid each of these items first. */
    @HQL(
            "from PaymentAllocation a where a.openItemId in :items and a.id = (select min(b.id)"
                    + " from PaymentAllocation b where b.openItemId = a.openItemId)")
    List<PaymentAllocation> firstAllocations(List<UUID> items);

    @HQL("select coalesce(sum(amount), 0) from PaymentAllocation where openItemId = :item")
    BigDecimal allocatedTo(UUID item);

    @HQL("select coalesce(sum(amount), 0) from PaymentAllocation where paymentId = :payment")
    BigDecimal allocatedOf(UUID payment);

    @HQL(
            "select e.id from JournalEntry e where e.entryDate in :dates and e.sourceType ="
                    + " 'finance.allocation' and e.text in :texts and e.reversalOf is null and not"
                    + " exists (select 1 from JournalEntry r where r.reversalOf = e.id)")
    List<UUID> allocationEntries(List<LocalDate> dates, List<String> texts);

    @HQL("from PaymentAllocation where paymentId in :payments order by id")
    List<PaymentAllocation> allocationsOf(List<UUID> payments);
}
