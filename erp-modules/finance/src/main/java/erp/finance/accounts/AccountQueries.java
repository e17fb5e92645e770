package erp.finance.accounts;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of the chart of accounts. */
interface AccountQueries {
    Session session();

    @HQL("select id from Account where role = :role")
    List<UUID> accountsOf(String role);

    @HQL("from Account order by code")
    List<Account> accounts();

    @HQL("from Account where id in :ids")
    List<Account> accountsIn(List<UUID> ids);
}
