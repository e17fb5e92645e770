/**
 * Who trades: the companies that use the ERP, and their business partners. Both lie below every
 * module, because customers and suppliers are the same people.
 *
 * <p>The first company is the home of the installation: only its administrators make others.
 */
@NullMarked
package erp.core.party;

import org.jspecify.annotations.NullMarked;
