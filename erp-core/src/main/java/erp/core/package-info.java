/**
 * Platform of the ERP: transactions, identity, money, documents' common parts. No business rules,
 * no module names.
 */
@NullMarked
package erp.core;

import org.jspecify.annotations.NullMarked;
