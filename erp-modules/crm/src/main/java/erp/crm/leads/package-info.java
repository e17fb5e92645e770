/**
 * Leads: people and organisations that may buy, until one knows.
 *
 * <pre>
 *   NEW --contact--> CONTACTED --qualify--> QUALIFIED
 *    |                   |                      |
 *    +-------------------+----------------------+-- convert ----> CONVERTED
 *    +-------------------+----------------------+-- disqualify -> DISQUALIFIED -- reopen --> NEW
 *    '-------------------+----------------------'-- merge ------> MERGED
 * </pre>
 *
 * A lead has its e-mail, phone and tax number to itself among leads that are open; a customer who
 * asks again is a lead again. Its conversion finds the organisation and the contact that have them.
 */
@NullMarked
package erp.crm.leads;

import org.jspecify.annotations.NullMarked;
