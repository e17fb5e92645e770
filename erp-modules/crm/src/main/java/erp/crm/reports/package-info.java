/**
 * What the other rooms' rows come to: forecast and its snapshots, losses, velocity, results of
 * campaigns, and the timeline of an organisation over all modules.
 */
@NullMarked
package erp.crm.reports;

import org.jspecify.annotations.NullMarked;
