package erp.sales.orders;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.math.BigDecimal;
import java.util.UUID;

/** Reads of orders. Hibernate adds the company to each. */
public interface OrderQueries {
    Session session();

    @HQL("from Order o join fetch o.lines where o.id = :id")
    SelectionQuery<Order> order(UUID id);

    @HQL("select state from Order where id = :id")
    SelectionQuery<OrderState> state(UUID id);

    /** What confirmed orders of the customer will still be invoiced. */
    @HQL(
            "select coalesce(sum(total - invoiced), 0) from Order where customerId = :customer and"
                    + " state = erp.sales.orders.OrderState.CONFIRMED")
    BigDecimal uninvoiced(UUID customer);

    /** What was delivered of orders that were closed short, and will still be invoiced. */
    @HQL(
            "select coalesce(sum(closedTotal - invoiced), 0) from Order where customerId ="
                    + " :customer and closedTotal is not null")
    BigDecimal uninvoicedOfClosed(UUID customer);
}
