/**
 * What employees laid out for the company and are owed.
 *
 * <pre>
 *          submit             approve (posts)         reimburse (pays)
 *  DRAFT ---------> SUBMITTED ----------------> APPROVED ------------> REIMBURSED
 *    |                |    \ reject                | reverse (posts the opposite)
 *    +--- cancel -----+     ----------> REJECTED <---+
 *         CANCELLED
 * </pre>
 *
 * Nobody approves or reimburses what he claims himself, and nobody approves what he entered. Locks:
 * the claim, then finance's.
 */
@NullMarked
package erp.hr.expenses;

import org.jspecify.annotations.NullMarked;
