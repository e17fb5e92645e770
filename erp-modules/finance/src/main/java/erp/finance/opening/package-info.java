/** The opening run: what a company brings from its old books (decision 0019). */
@NullMarked
package erp.finance.opening;

import org.jspecify.annotations.NullMarked;
