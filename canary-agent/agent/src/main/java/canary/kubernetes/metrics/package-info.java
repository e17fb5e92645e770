/** What an ingress gateway counts, in the terms of the ERP's own metrics. */
@NullMarked
package canary.kubernetes.metrics;

import org.jspecify.annotations.NullMarked;
