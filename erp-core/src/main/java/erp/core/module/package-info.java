/**
 * How a part of the ERP declares itself (decision 0026). Knows the http edge, transactions and
 * jobs; the parts know it, and {@code app} lists them.
 */
@NullMarked
package erp.core.module;

import org.jspecify.annotations.NullMarked;
