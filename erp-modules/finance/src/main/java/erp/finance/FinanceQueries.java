package erp.finance;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of finance, and the one statement that lowers an open item. */
interface FinanceQueries {
    /** An open item and the date of the entry that it was posted with. */
    Session session();

    @HQL("select id from Account where role = :role")
    List<UUID> accountsOf(AccountRole role);

    @HQL("from Account order by code")
    List<Account> accounts();

    @HQL("from Account where id in :ids")
    List<Account> accountsIn(List<UUID> ids);

    @HQL("from Tax where code = :code")
    List<Tax> taxesOf(String code);

    @HQL("from Tax order by code")
    List<Tax> taxes();

    @HQL("from Period order by startDate")
    List<Period> periods();

    @HQL("from Period where startDate <= :date and endDate >= :date")
    List<Period> periodsAt(LocalDate date);

    @HQL("select max(postedAt) from JournalEntry where periodId = :period")
    List<Instant> lastPostedIn(UUID period);

    @HQL("select id from JournalEntry where reversalOf = :original")
    List<UUID> reversalsOf(UUID original);

    @HQL(
            "select id from JournalEntry where sourceType = :type and sourceId = :id and posting ="
                    + " :posting")
    List<UUID> entriesOf(String type, UUID id, String posting);

    @HQL("from TaxLine where entryId = :entry")
    List<TaxLine> taxLinesOf(UUID entry);

    @HQL("from EntryNumber where id in :entries")
    List<EntryNumber> numbersOf(List<UUID> entries);

    @HQL(
            "select coalesce(sum(i.openAmount), 0) - (select coalesce(sum(p.unallocated), 0) from"
                    + " Payment p where p.partyId = :party and p.currency = :currency) from"
                    + " OpenItem i where i.partyId = :party and i.kind = 'RECEIVABLE' and"
                    + " i.currency = :currency")
    BigDecimal balance(UUID party, String currency);

    @HQL("from OpenItem where sourceType = :type and sourceId = :document")
    List<OpenItem> itemsOf(String type, UUID document);

    @HQL(
            "select entryDate from JournalEntry where sourceType = :type and sourceId = :source and"
                    + " posting = :posting")
    LocalDate entryDateOf(String type, UUID source, String posting);

    @HQL("select openAmount from OpenItem where id = :item")
    BigDecimal openAmount(UUID item);

    @HQL("from PaymentAllocation where paymentId in :payments order by id")
    List<PaymentAllocation> allocationsOf(List<UUID> payments);

    @HQL(
            "select new erp.finance.AccountBalance(a.id, a.code, a.name, a.type, l.currency,"
                    + " sum(l.debit), sum(l.credit)) from Account a join JournalLine l on"
                    + " l.accountId = a.id where l.entryDate <= :date group by a.id, a.code,"
                    + " a.name, a.type, l.currency order by a.code, l.currency")
    List<AccountBalance> balances(LocalDate date);
}
