package erp.hr.expenses;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.List;
import java.util.UUID;

/** Reads of expenses. */
interface ExpenseQueries {
    Session session();

    @HQL("from ExpenseType where code = :code")
    List<ExpenseType> typesOf(String code);

    @HQL("from ExpenseClaim c join fetch c.lines where c.id = :id")
    SelectionQuery<ExpenseClaim> claim(UUID id);

    @HQL("select employeeId from ExpenseClaim where id = :id")
    List<UUID> employeesOf(UUID id);
}
