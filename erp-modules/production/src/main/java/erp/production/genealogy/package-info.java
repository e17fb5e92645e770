/** Which orders' goods went into an order, and where its own went. */
@NullMarked
package erp.production.genealogy;

import org.jspecify.annotations.NullMarked;
