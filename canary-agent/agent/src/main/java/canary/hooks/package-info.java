/** What a plan has done to the database at fixed points of a release. */
@NullMarked
package canary.hooks;

import org.jspecify.annotations.NullMarked;
