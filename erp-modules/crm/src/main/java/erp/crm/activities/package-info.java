/**
 * What is to be done with leads, contacts, organisations and opportunities, by whom and when: OPEN,
 * then DONE or CANCELLED. Whoever is merged leaves its activities to the one that goes on, and
 * those of a converted lead are its opportunity's too.
 */
@NullMarked
package erp.crm.activities;

import org.jspecify.annotations.NullMarked;
