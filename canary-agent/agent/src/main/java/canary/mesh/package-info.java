/**
 * The seam to whatever splits the traffic: the local router, or Istio. A split is asked for and
 * read back; nothing here decides.
 */
@NullMarked
package canary.mesh;

import org.jspecify.annotations.NullMarked;
