/** What all of CRM shares: its refusals, its rights. */
@NullMarked
package erp.crm.common;

import org.jspecify.annotations.NullMarked;
