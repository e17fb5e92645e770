/**
 * What an employee gets for a month: read, computed by formulas, compared with what was paid.
 * Writes nothing but inputs.
 *
 * <p>What changed of months that were paid before (a contract dated back, unpaid leave, an input)
 * comes as correction lines with the next slip: the month is computed anew and compared with what
 * was paid for it.
 */
@NullMarked
package erp.hr.calculation;

import org.jspecify.annotations.NullMarked;
