package erp.sales.customers;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.party.Parties;
import erp.core.party.PartyView;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.sales.common.SalesError;

import org.jspecify.annotations.Nullable;

import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Parties that buy. */
public final class Customers {
    private static final String TYPE = "sales.customer";

    /** A tax number however it is written: {@code DE 123.456} is {@code DE123456}. */
    private static final String BARE_TAX_ID =
            "regexp_replace(upper(p.tax_id), '[^[:alnum:]]', '') = ?";

    private final Parties parties = new Parties();

    public CustomerView add(Tx tx, NewCustomer wanted) {
        checkCurrency(tx, wanted);
        PartyView party = parties.create(tx, wanted.party());
        tx.flush();
        Customer customer =
                tx.created(TYPE, new Customer(party.id(), wanted, tx.now()), wanted.agreement());
        return customer.view(party.details(), tx.company().currency());
    }

    CustomerView change(Tx tx, UUID id, NewCustomer wanted, LongConsumer expect) {
        checkCurrency(tx, wanted);
        Customer customer = require(tx, id);
        expect.accept(customer.getVersion());
        PartyView party = parties.change(tx, id, wanted.party());
        customer.change(wanted);
        tx.changed(TYPE, customer, "change", wanted.agreement());
        return customer.view(party.details(), tx.company().currency());
    }

    CustomerView view(Tx tx, UUID id) {
        return views(tx, List.of(require(tx, id))).getFirst();
    }

    /** In their order. */
    List<CustomerView> views(Tx tx, List<Customer> customers) {
        Currency currency = tx.company().currency();
        Map<UUID, PartyView> known =
                parties.list(tx, customers.stream().map(Customer::getId).toList());
        return customers.stream()
                .map(
                        customer -> {
                            PartyView party = known.get(customer.getId());
                            if (party == null) {
                                throw new IllegalStateException(
                                        "no party of customer " + customer.getId());
                            }
                            return customer.view(party.details(), currency);
                        })
                .toList();
    }

    /** Those with this tax number, then those with this e-mail and no other number. */
    public List<UUID> find(Tx tx, @Nullable String taxId, @Nullable String email) {
        Set<UUID> found = new LinkedHashSet<>();
        if (taxId != null) {
            found.addAll(having(tx, "p.tax_id = ?", taxId));
            if (found.isEmpty()) {
                found.addAll(having(tx, BARE_TAX_ID, bare(taxId)));
            }
        }
        if (email != null) {
            found.addAll(having(tx, "p.email = ? and p.tax_id is null", email));
            if (taxId == null) {
                found.addAll(having(tx, "p.email = ?", email));
            }
        }
        return List.copyOf(found);
    }

    private static String bare(String taxId) {
        return taxId.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static List<UUID> having(Tx tx, String condition, String value) {
        return Sql.query(
                tx.session(),
                "select c.id from core_party p join sales_customer c on c.id = p.id"
                        + " where p.company_id = ? and "
                        + condition
                        + " order by c.id",
                List.of(tx.companyId(), value),
                row -> Sql.uuid(row.getBytes(1)));
    }

    /** The customer that a request's {@code customerId} names. Throws UNKNOWN_CUSTOMER. */
    public Customer named(Tx tx, UUID id) {
        Customer customer = new CustomerQueries_(tx.session()).customer(id).getSingleResultOrNull();
        if (customer == null) {
            throw ErpException.field(
                    SalesError.UNKNOWN_CUSTOMER, "/customerId", "unknown", "names no customer");
        }
        return customer;
    }

    public Customer require(Tx tx, UUID id) {
        return tx.require(Customer.class, id, SalesError.CUSTOMER_NOT_FOUND);
    }

    private static void checkCurrency(Tx tx, NewCustomer wanted) {
        Money limit = wanted.creditLimit();
        if (limit != null) {
            Violations wrong = new Violations();
            tx.company().checkCurrency(limit.currency(), "/creditLimit/currency", wrong);
            wrong.refuse(SalesError.CURRENCY);
        }
    }
}
