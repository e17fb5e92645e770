/**
 * Leave: what of it each employee has, by an append-only ledger, and what is asked for and allowed.
 *
 * <pre>
 *         submit             approve (each level)
 * DRAFT ---------> SUBMITTED --------------------> APPROVED
 *   |                |    \ reject                    |
 *   |                |     ----------> REJECTED       | (himself: before it begins)
 *   +--- cancel -----+------------- cancel -----------+---> CANCELLED
 * </pre>
 *
 * The last approval takes the days from the account by one conditional statement; a cancellation
 * gives them back. Locks: the employee, then the request, then the account.
 */
@NullMarked
package erp.hr.leave;

import org.jspecify.annotations.NullMarked;
