/** What the gates' figures are held against: a figure, and the setting of a plan that bounds it. */
@NullMarked
package canary.measures;

import org.jspecify.annotations.NullMarked;
