package erp.sales;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.math.BigDecimal;
import java.util.UUID;

/** Reads. Hibernate adds the company to each. */
interface SalesQueries {
    Session session();

    @HQL("from Order o join fetch o.lines where o.id = :id")
    SelectionQuery<Order> order(UUID id);

    @HQL("from Customer where id = :id")
    SelectionQuery<Customer> customer(UUID id);

    /** What confirmed orders of the customer will still be invoiced. */
    @HQL(
            "select coalesce(sum(total - invoiced), 0) from Order"
                    + " where customerId = :customer and state = erp.sales.OrderState.CONFIRMED")
    BigDecimal uninvoiced(UUID customer);

    /** What was delivered of orders that were closed short, and will still be invoiced. */
    @HQL(
            "select coalesce(sum(closedTotal - invoiced), 0) from Order where customerId ="
                    + " :customer and closedTotal is not null")
    BigDecimal uninvoicedOfClosed(UUID customer);
}
