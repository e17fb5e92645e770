/** The server: from a request to an endpoint, its transaction and the answer. */
@NullMarked
package erp.core.http.server;

import org.jspecify.annotations.NullMarked;
