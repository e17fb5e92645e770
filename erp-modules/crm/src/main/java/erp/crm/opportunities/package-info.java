/**
 * Pipelines and the opportunities that move along their stages.
 *
 * <pre>
 *   OPEN ----- win ----> WON          move: OPEN stays OPEN at another stage
 *    ^ ^------ reopen ---'
 *    | `------ reopen ---.
 *    '-------- lose ---> LOST
 * </pre>
 *
 * Each change of stage or state is a row of {@link erp.crm.opportunities.StageChange}, numbered
 * without a gap and beginning where the one before ended.
 */
@NullMarked
package erp.crm.opportunities;

import org.jspecify.annotations.NullMarked;
