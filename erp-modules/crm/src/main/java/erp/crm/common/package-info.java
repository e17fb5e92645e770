/** What all of crm shares. */
@NullMarked
package erp.crm.common;

import org.jspecify.annotations.NullMarked;
