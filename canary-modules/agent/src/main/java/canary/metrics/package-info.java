/**
 * Reads Prometheus text, makes counters that survive restarts of what is counted, and keeps the
 * recent past for windows.
 */
@NullMarked
package canary.metrics;

import org.jspecify.annotations.NullMarked;
