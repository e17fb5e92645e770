/**
 * The only place that knows all modules: it wires them, in dependency order, and starts the server.
 */
@NullMarked
package erp.app;

import org.jspecify.annotations.NullMarked;
