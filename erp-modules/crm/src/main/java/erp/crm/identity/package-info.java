/**
 * Who is who: e-mail, phone and tax number in one form, whose they are, and what is there twice.
 *
 * <p>Keys of each kind of record are claimed in {@link erp.crm.identity.Identifiers}, whose unique
 * key decides between two that come at once.
 */
@NullMarked
package erp.crm.identity;

import org.jspecify.annotations.NullMarked;
