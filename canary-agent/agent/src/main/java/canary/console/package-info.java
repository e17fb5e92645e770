/** Live progress: a redrawn table on a terminal, plain lines elsewhere. */
@NullMarked
package canary.console;

import org.jspecify.annotations.NullMarked;
