/** Limits and margins for the next plan, from what releases have shown (plan document 5.1). */
@NullMarked
package canary.thresholds;

import org.jspecify.annotations.NullMarked;
