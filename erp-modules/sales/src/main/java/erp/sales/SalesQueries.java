package erp.sales;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Reads. Hibernate adds the company to each. */
interface SalesQueries {
    Session session();

    @HQL("from Order o join fetch o.lines where o.id = :id")
    SelectionQuery<Order> order(UUID id);

    @HQL(
            "select new erp.sales.OrderSummary(id, number, customerId, warehouseId, state,"
                + " orderDate, total, currency, version) from Order where id < :before and (:state"
                + " is null or state = :state) and (:customer is null or customerId = :customer)"
                + " order by id desc limit :limit")
    List<OrderSummary> orders(
            UUID before, @Nullable OrderState state, @Nullable UUID customer, int limit);

    @HQL("from Customer where id = :id")
    SelectionQuery<Customer> customer(UUID id);

    @HQL("from Customer where id < :before order by id desc limit :limit")
    List<Customer> customers(UUID before, int limit);

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
