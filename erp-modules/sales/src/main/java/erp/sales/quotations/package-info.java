/**
 * What a customer is offered, before it is ordered. A quotation has the lines, prices and taxes of
 * an order, and sets nothing aside and posts nothing.
 *
 * <pre>
 *   DRAFT --send--> SENT --accept--> ACCEPTED   (order: once, also of a sent one)
 *     |              |  `--- valid no more ---> EXPIRED
 *     +---decline----+-----decline (accepted: only while nothing is ordered) --> DECLINED
 * </pre>
 *
 * Lock order: the quotation's row, then what a draft of an order takes.
 */
@NullMarked
package erp.sales.quotations;

import org.jspecify.annotations.NullMarked;
