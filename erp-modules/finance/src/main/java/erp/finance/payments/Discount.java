package erp.finance.payments;

import erp.core.value.Money;

import java.time.LocalDate;

/**
 * What is taken off an item that is paid in time.
 *
 * @param until last day
 * @param amount of all of it, tax included; a part that is paid bears its share
 */
public record Discount(LocalDate until, Money amount) {}
