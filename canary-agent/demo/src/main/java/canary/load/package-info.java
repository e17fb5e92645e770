/**
 * Clients of the ERP as its users are: signed in, doing whole business flows. Open loop for the
 * demo, closed loop for measuring; both over one small HTTP/1.1 client, because client, server and
 * database share the cores.
 */
@NullMarked
package canary.load;

import org.jspecify.annotations.NullMarked;
