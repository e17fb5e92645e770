/** Organisations and contacts, and which customers of sales they are. */
@NullMarked
package erp.crm.parties;

import org.jspecify.annotations.NullMarked;
