/** Programs that this process starts, and that end with it. */
@NullMarked
package canary.programs;

import org.jspecify.annotations.NullMarked;
