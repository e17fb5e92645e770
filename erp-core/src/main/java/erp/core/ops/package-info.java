/** What operators see of the ERP: metrics, logs, health. */
@NullMarked
package erp.core.ops;

import org.jspecify.annotations.NullMarked;
