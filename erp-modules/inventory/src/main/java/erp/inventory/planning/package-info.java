/** What is expected to come and go, as the modules that know of it tell those that plan. */
@NullMarked
package erp.inventory.planning;

import org.jspecify.annotations.NullMarked;
