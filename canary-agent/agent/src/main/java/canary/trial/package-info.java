/**
 * Tries on a copy of the data, before anything is touched, whether the schema of the next version
 * is one that the present version can live with.
 */
@NullMarked
package canary.trial;

import org.jspecify.annotations.NullMarked;
