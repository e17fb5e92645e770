/**
 * The control endpoint of a local world; {@link canary.control} is its client and says what it
 * understands.
 */
@NullMarked
package canary.local;

import org.jspecify.annotations.NullMarked;
