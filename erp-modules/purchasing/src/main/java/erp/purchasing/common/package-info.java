/** What all of purchasing shares. */
@NullMarked
package erp.purchasing.common;

import org.jspecify.annotations.NullMarked;
