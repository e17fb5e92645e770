/** The connection: sizes, times, addresses, the raw body. */
@NullMarked
package erp.core.http.wire;

import org.jspecify.annotations.NullMarked;
