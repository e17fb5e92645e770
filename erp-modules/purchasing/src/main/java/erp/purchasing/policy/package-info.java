/** What a company tolerates of its suppliers, and who has to approve what it orders. */
@NullMarked
package erp.purchasing.policy;

import org.jspecify.annotations.NullMarked;
