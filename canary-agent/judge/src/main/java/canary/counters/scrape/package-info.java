/**
 * How pages of metrics become counters: the text format, its samples, and what they add up to over
 * restarts of their processes. Pure: no input, output, clock or log.
 */
@NullMarked
package canary.counters.scrape;

import org.jspecify.annotations.NullMarked;
