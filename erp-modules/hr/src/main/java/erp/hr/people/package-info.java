/** Employees: who they are, where they work, and what they are paid. */
@NullMarked
package erp.hr.people;

import org.jspecify.annotations.NullMarked;
