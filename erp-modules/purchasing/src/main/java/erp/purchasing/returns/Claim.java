package erp.purchasing.returns;

import erp.core.value.Money;
import erp.core.value.Quantity;

/**
 * What is claimed back of an invoice's line.
 *
 * @param quantity pieces; zero where only the price is
 * @param net what is claimed, without tax
 * @param cleared what it takes off the account of goods that are invoiced
 */
record Claim(BilledLine line, Quantity quantity, Money net, Money cleared) {}
