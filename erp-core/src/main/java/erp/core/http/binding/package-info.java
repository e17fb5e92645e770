/** Request text into records: shapes, rules and what is wrong where. */
@NullMarked
package erp.core.http.binding;

import org.jspecify.annotations.NullMarked;
