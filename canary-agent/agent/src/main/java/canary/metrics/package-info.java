/**
 * Where counters are read, the pages of the processes themselves or a Prometheus, and the file that
 * keeps them.
 */
@NullMarked
package canary.metrics;

import org.jspecify.annotations.NullMarked;
