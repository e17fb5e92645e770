/** Leads, opportunities, activities, campaigns. */
@NullMarked
package erp.crm;

import org.jspecify.annotations.NullMarked;
