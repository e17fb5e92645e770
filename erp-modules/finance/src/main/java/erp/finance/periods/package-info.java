/** Fiscal years and periods: which day can be posted to. */
@NullMarked
package erp.finance.periods;

import org.jspecify.annotations.NullMarked;
