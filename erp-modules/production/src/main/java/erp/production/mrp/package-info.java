/** The algorithm of requirements planning: values in, values out, no I/O. */
@NullMarked
package erp.production.mrp;

import org.jspecify.annotations.NullMarked;
