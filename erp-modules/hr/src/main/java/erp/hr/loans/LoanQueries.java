package erp.hr.loans;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of loans. */
interface LoanQueries {
    Session session();

    @HQL(
            "from PayLoan where employeeId in :employees and state = :state and repaid < amount"
                    + " order by id")
    List<PayLoan> loansOf(List<UUID> employees, LoanState state);

    @HQL("select version from PayLoan where id = :id")
    long versionOf(UUID id);
}
