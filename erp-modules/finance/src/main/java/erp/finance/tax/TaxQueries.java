package erp.finance.tax;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;

/** Reads of tax codes. */
interface TaxQueries {
    Session session();

    @HQL("from Tax where code = :code")
    List<Tax> taxesOf(String code);

    @HQL("from Tax order by code")
    List<Tax> taxes();
}
