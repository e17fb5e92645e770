/**
 * What is left of a release: Markdown for a person, JSON for a program, both from the journal
 * alone.
 */
@NullMarked
package canary.report;

import org.jspecify.annotations.NullMarked;
