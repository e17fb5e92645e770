/** Files as a release keeps them. */
@NullMarked
package canary.files;

import org.jspecify.annotations.NullMarked;
