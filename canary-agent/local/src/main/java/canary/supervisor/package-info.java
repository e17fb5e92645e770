/** Runs versions as child processes of this machine, as a cluster runs pods. */
@NullMarked
package canary.supervisor;

import org.jspecify.annotations.NullMarked;
