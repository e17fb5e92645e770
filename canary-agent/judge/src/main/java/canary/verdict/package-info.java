/** What is said in the end: a verdict, the evidence for it, and who found it. */
@NullMarked
package canary.verdict;

import org.jspecify.annotations.NullMarked;
