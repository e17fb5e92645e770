/** The release plan and its file, checked whole. */
@NullMarked
package canary.plan;

import org.jspecify.annotations.NullMarked;
