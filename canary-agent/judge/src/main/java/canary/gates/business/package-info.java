/**
 * Whether the canary does the business that stable does: what came of the requests that succeeded,
 * by module and kind of document and by route.
 */
@NullMarked
package canary.gates.business;

import org.jspecify.annotations.NullMarked;
