package erp.crm.parties;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.sales.Sales;
import erp.sales.common.SalesPermission;
import erp.sales.customers.NewCustomer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which customer of sales an organisation is. Sales has the say of its customers; here is only who
 * it is. An organisation becomes a customer under the lock of its row, so that it becomes one once.
 */
public final class CustomerLinks {
    private final Sales sales;

    public CustomerLinks(Sales sales) {
        this.sales = sales;
    }

    /**
     * The organisation's customer: the one that it is, else one that sales knows by its tax number
     * or e-mail and nobody else is, else a new one.
     *
     * <p>Throws FORBIDDEN where the caller may make none in sales either.
     *
     * @param organisation locked
     */
    public UUID customerOf(Tx tx, Organisation organisation) {
        tx.flush();
        Optional<UUID> linked = of(tx, organisation.getId()).stream().findFirst();
        if (linked.isPresent()) {
            return linked.get();
        }
        UUID customer =
                known(tx, organisation)
                        .orElseGet(
                                () -> {
                                    require(tx, SalesPermission.CUSTOMERS_WRITE, "a new customer");
                                    return sales.addCustomer(tx, organisation.customer()).id();
                                });
        add(tx, organisation, customer);
        return customer;
    }

    /** Refuses what the caller may not do in sales either. Throws FORBIDDEN. */
    public static void require(Tx tx, SalesPermission right, String what) {
        boolean tries = tx.isDryRun() && tx.actor().isProbe();
        if (!tries && !tx.actor().may(right.code())) {
            throw new ErpException(
                    CoreError.FORBIDDEN, "%s needs the permission %s", what, right.code());
        }
    }

    /** Says that it is a customer that sales has. Throws UNKNOWN_CUSTOMER of sales. */
    CustomerLink link(Tx tx, Organisation organisation, UUID customer) {
        sales.requireCustomer(tx, customer);
        return add(tx, organisation, customer);
    }

    private static CustomerLink add(Tx tx, Organisation organisation, UUID customer) {
        CustomerLink link = tx.add(new CustomerLink(tx, customer, organisation.getId()));
        tx.changed(
                Organisation.TYPE.type(), organisation, "customer", Map.of("customer", customer));
        return link;
    }

    /** Customers that an organisation is, the first one first. */
    public static List<UUID> of(Tx tx, UUID organisation) {
        return Sql.query(
                tx.session(),
                "select customer_id from crm_customer_link"
                        + " where company_id = ? and organisation_id = ? order by id",
                List.of(tx.companyId(), organisation),
                row -> Sql.uuid(row.getBytes(1)));
    }

    /** Who is that customer. */
    public static Optional<UUID> organisationOf(Tx tx, UUID customer) {
        return Sql.query(
                        tx.session(),
                        "select organisation_id from crm_customer_link"
                                + " where company_id = ? and customer_id = ?",
                        List.of(tx.companyId(), customer),
                        row -> Sql.uuid(row.getBytes(1)))
                .stream()
                .findFirst();
    }

    static void move(Tx tx, UUID from, UUID to) {
        Sql.update(
                tx.session(),
                "update crm_customer_link set organisation_id = ?"
                        + " where company_id = ? and organisation_id = ?",
                List.of(to, tx.companyId(), from));
    }

    private Optional<UUID> known(Tx tx, Organisation organisation) {
        NewCustomer as = organisation.customer();
        return sales.findCustomers(tx, as.taxId(), as.email()).stream()
                .filter(customer -> organisationOf(tx, customer).isEmpty())
                .findFirst();
    }
}
