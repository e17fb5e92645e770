/** What all rooms of finance share: refusals, rights, the company's lock and currency. */
@NullMarked
package erp.finance.common;

import org.jspecify.annotations.NullMarked;
