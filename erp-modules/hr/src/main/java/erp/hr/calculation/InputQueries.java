package erp.hr.calculation;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of inputs. */
interface InputQueries {
    Session session();

    @HQL("from PayInput where employeeId in :employees and period between :from and :to")
    List<PayInput> inputsWithin(List<UUID> employees, LocalDate from, LocalDate to);

    @HQL(
            "from PayInput where employeeId = :employee and period = :period and componentId ="
                    + " :component")
    List<PayInput> inputsOf(UUID employee, LocalDate period, UUID component);
}
