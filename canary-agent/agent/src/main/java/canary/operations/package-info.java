/**
 * What people do with releases, whichever way they ask: at a terminal or over the served API. Both
 * refuse alike and show the same.
 */
@NullMarked
package canary.operations;

import org.jspecify.annotations.NullMarked;
