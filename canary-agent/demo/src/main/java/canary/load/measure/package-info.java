/** Measures server and router under load: throughput, latency, processor time. */
@NullMarked
package canary.load.measure;

import org.jspecify.annotations.NullMarked;
