/** The Kubernetes API as the agent uses it: bounded in time, nothing repeated, clear failures. */
@NullMarked
package canary.kubernetes.api;

import org.jspecify.annotations.NullMarked;
