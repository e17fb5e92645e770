/** What the agent talks to and the files that it keeps. */
@NullMarked
package canary.agent.io;

import org.jspecify.annotations.NullMarked;
