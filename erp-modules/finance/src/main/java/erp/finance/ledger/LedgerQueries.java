package erp.finance.ledger;

import erp.finance.accounts.AccountBalance;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads of the journal. */
interface LedgerQueries {
    Session session();

    @HQL("select id from JournalEntry where reversalOf = :original")
    List<UUID> reversalsOf(UUID original);

    @HQL(
            "select id from JournalEntry where sourceType = :type and sourceId = :id and posting ="
                    + " :posting")
    List<UUID> entriesOf(String type, UUID id, String posting);

    @HQL(
            "select e.id from JournalEntry e where e.sourceType = :type and e.sourceId = :document"
                    + " and e.reversalOf is null and not exists (select 1 from JournalEntry r where"
                    + " r.reversalOf = e.id)")
    List<UUID> standingOf(String type, UUID document);

    @HQL(
            "select max(entryDate) from JournalEntry where sourceType = :type and sourceId ="
                    + " :document")
    @Nullable LocalDate lastPostedFor(String type, UUID document);

    @HQL("from Reversal where documentId in :documents")
    List<Reversal> reversed(Collection<UUID> documents);

    @HQL("from TaxLine where entryId = :entry")
    List<TaxLine> taxLinesOf(UUID entry);

    @HQL("from EntryNumber where id in :entries")
    List<EntryNumber> numbersOf(List<UUID> entries);

    @HQL(
            "select entryDate from JournalEntry where sourceType = :type and sourceId = :source and"
                    + " posting = :posting")
    LocalDate entryDateOf(String type, UUID source, String posting);

    @HQL(
            "select new erp.finance.accounts.AccountBalance(a.id, a.code, a.name, a.type,"
                + " l.currency, sum(l.debit), sum(l.credit)) from Account a join JournalLine l on"
                + " l.accountId = a.id where l.entryDate <= :date group by a.id, a.code, a.name,"
                + " a.type, l.currency order by a.code, l.currency")
    List<AccountBalance> balances(LocalDate date);
}
