/** The seam to whatever runs the versions: local processes, or Kubernetes. */
@NullMarked
package canary.cluster;

import org.jspecify.annotations.NullMarked;
