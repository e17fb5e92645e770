/** What all of production shares. */
@NullMarked
package erp.production.common;

import org.jspecify.annotations.NullMarked;
