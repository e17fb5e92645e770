/** What was decided, kept so that an agent that died goes on where it was. */
@NullMarked
package canary.journal;

import org.jspecify.annotations.NullMarked;
