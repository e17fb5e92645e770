/** Work that nobody asks for: on the active version only, and each piece once in the fleet. */
@NullMarked
package erp.core.jobs;

import org.jspecify.annotations.NullMarked;
