/**
 * Holding for review what a release wrote, by the ERP's API: what the report lists, who is asked,
 * and what is kept of it. A person does it and signs in; the agent never does by itself.
 */
@NullMarked
package canary.quarantine;

import org.jspecify.annotations.NullMarked;
