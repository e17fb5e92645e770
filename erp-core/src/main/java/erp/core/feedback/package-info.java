/**
 * What users think of a version of the ERP: kept for people to read, and counted for the canary's
 * judgement, by kind and by the version that it is about.
 *
 * <p>A user need not meet the same version twice, so a complaint about one may reach the other. It
 * is counted where it arrives, under the version that it is about ({@code
 * erp_feedback_total{kind,version}}; here and nowhere else the label {@code version} need not be
 * the process's own). A reader adds up all processes. What callers make up gets no series: a
 * version that no server has started as lately counts as the one that answers.
 */
@NullMarked
package erp.core.feedback;

import org.jspecify.annotations.NullMarked;
