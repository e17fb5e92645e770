/** Bills of material, routings, work orders, requirements planning. */
@NullMarked
package erp.production;

import org.jspecify.annotations.NullMarked;
