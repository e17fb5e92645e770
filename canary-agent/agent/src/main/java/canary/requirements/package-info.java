/**
 * What the requirements document's own rules, taken alone, would have made of a release: its alerts
 * (section 2.4.3) and its metric script (4.2.1), as it writes them. Nothing is decided by them;
 * reports say it beside what was decided.
 */
@NullMarked
package canary.requirements;

import org.jspecify.annotations.NullMarked;
