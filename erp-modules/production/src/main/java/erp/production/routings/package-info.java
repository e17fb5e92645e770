/** Routings: operations in their order. */
@NullMarked
package erp.production.routings;

import org.jspecify.annotations.NullMarked;
