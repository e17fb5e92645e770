/**
 * Values of the trade that every module uses: money, prices, quantities. Rounding only in named
 * functions.
 */
@NullMarked
package erp.core.value;

import org.jspecify.annotations.NullMarked;
