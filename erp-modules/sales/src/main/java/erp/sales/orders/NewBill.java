package erp.sales.orders;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * That an order is to be invoiced.
 *
 * @param date of the invoice; not before what it bills was delivered, nor before an invoice that
 *     was numbered already in its year. Today where it is left out
 */
public record NewBill(@Nullable LocalDate date) {}
