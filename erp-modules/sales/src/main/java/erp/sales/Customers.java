package erp.sales;

import erp.core.ErpException;
import erp.core.party.Parties;
import erp.core.party.PartyView;
import erp.core.tx.Tx;
import erp.core.value.Money;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Parties that buy. */
final class Customers {
    private static final String TYPE = "sales.customer";

    private final Parties parties = new Parties();

    CustomerView add(Tx tx, NewCustomer wanted) {
        checkCurrency(tx, wanted);
        PartyView party = parties.create(tx, wanted.party());
        tx.flush();
        Customer customer = tx.add(new Customer(party.id(), wanted, tx.now()));
        tx.flush();
        record(tx, customer, "create", wanted);
        return customer.view(party.details(), tx.company().currency());
    }

    CustomerView change(Tx tx, CustomerId id, NewCustomer wanted, LongConsumer expect) {
        checkCurrency(tx, wanted);
        Customer customer = require(tx, id.value());
        expect.accept(customer.getVersion());
        PartyView party = parties.change(tx, id.value(), wanted.party());
        customer.change(wanted);
        tx.flush();
        record(tx, customer, "change", wanted);
        return customer.view(party.details(), tx.company().currency());
    }

    CustomerView view(Tx tx, CustomerId id) {
        Customer customer = require(tx, id.value());
        return customer.view(parties.require(tx, id.value()).details(), tx.company().currency());
    }

    List<CustomerView> list(Tx tx, UUID before, int limit) {
        List<Customer> customers = Sales.queries(tx).customers(before, limit);
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
                            return customer.view(party.details(), tx.company().currency());
                        })
                .toList();
    }

    /** The customer that a request's {@code customerId} names. Throws UNKNOWN_CUSTOMER. */
    Customer named(Tx tx, UUID id) {
        Customer customer = Sales.queries(tx).customer(id).getSingleResultOrNull();
        if (customer == null) {
            throw ErpException.field(
                    SalesError.UNKNOWN_CUSTOMER, "/customerId", "unknown", "names no customer");
        }
        return customer;
    }

    Customer require(Tx tx, UUID id) {
        return tx.require(Customer.class, id, SalesError.CUSTOMER_NOT_FOUND);
    }

    private void checkCurrency(Tx tx, NewCustomer wanted) {
        Currency own = tx.company().currency();
        Money limit = wanted.creditLimit();
        if (limit != null && !limit.currency().equals(own)) {
            throw ErpException.field(
                    SalesError.CURRENCY,
                    "/creditLimit/currency",
                    "currency",
                    "must be %s, the company's currency".formatted(own));
        }
    }

    private static void record(Tx tx, Customer customer, String action, NewCustomer wanted) {
        tx.record(
                TYPE,
                customer.getId(),
                customer.getVersion(),
                action,
                wanted.creditLimit() == null
                        ? Map.of("paymentTermDays", wanted.termDays())
                        : Map.of(
                                "paymentTermDays",
                                wanted.termDays(),
                                "creditLimit",
                                wanted.creditLimit()));
    }
}
