/** Formulas of pay components: arithmetic over named numbers, and nothing else. Pure. */
@NullMarked
package erp.hr.formula;

import org.jspecify.annotations.NullMarked;
