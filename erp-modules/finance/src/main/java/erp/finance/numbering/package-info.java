/** Numbers without gaps, given at commit (decision 0010). */
@NullMarked
package erp.finance.numbering;

import org.jspecify.annotations.NullMarked;
