/** Lists in parts. */
@NullMarked
package erp.core.paging;

import org.jspecify.annotations.NullMarked;
