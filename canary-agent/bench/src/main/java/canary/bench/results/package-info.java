/** What a run leaves: rows, targets, tables, pictures. */
@NullMarked
package canary.bench.results;

import org.jspecify.annotations.NullMarked;
