/**
 * The canary agent: rolls a version out in stages, judges it, and takes it back when it does harm.
 */
@NullMarked
package canary;

import org.jspecify.annotations.NullMarked;
