/** What pay is made of: components with their formulas, and the structures they stand in. */
@NullMarked
package erp.hr.pay;

import org.jspecify.annotations.NullMarked;
