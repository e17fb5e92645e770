/**
 * The local router: splits the traffic by weight or cohort and counts it, as a mesh does in a
 * cluster.
 */
@NullMarked
package canary.router;

import org.jspecify.annotations.NullMarked;
