/** A toy module: what a master record and a posting action cost, and that they work. */
@NullMarked
package erp.garage;

import org.jspecify.annotations.NullMarked;
