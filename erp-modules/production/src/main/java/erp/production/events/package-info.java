/** What work orders tell others. */
@NullMarked
package erp.production.events;

import org.jspecify.annotations.NullMarked;
