/** Who wants to be reached, by which channel, and since when we know. */
@NullMarked
package erp.crm.consents;

import org.jspecify.annotations.NullMarked;
