/**
 * What all of purchasing shares: its refusals, its rights, limits, and how parts are worth the
 * whole.
 */
@NullMarked
package erp.purchasing.common;

import org.jspecify.annotations.NullMarked;
