/** Tax codes, their rates, and the tax of a document. */
@NullMarked
package erp.finance.tax;

import org.jspecify.annotations.NullMarked;
