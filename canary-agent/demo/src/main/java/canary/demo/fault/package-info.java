/** Faults of a release, done from outside: the product has no switch for them. */
@NullMarked
package canary.demo.fault;

import org.jspecify.annotations.NullMarked;
