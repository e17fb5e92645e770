/**
 * Leads, contacts and organisations, pipelines and opportunities, activities, campaigns. Depends on
 * core and sales, and knows of inventory and finance what sales refuses and who paid.
 *
 * <p>Leads become opportunities with a customer of sales ({@link erp.crm.leads}), opportunities go
 * along their pipeline ({@link erp.crm.opportunities}), and who is there twice is merged ({@link
 * erp.crm.parties}).
 *
 * <p>Lock order: lead, organisations in the order of their ids, contacts likewise, opportunity,
 * activity, pipeline; then identifiers in the order of their kinds, then the territory's turn, then
 * what sales locks. A conversion finds its organisation by an identifier and locks it after that:
 * where this meets a merge of the same organisation, the database gives one of the two up and it is
 * run again. Likewise where a quotation is ordered in sales, which takes the opportunity last.
 */
@NullMarked
package erp.crm;

import org.jspecify.annotations.NullMarked;
