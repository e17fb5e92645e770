/**
 * The contenders: this project's judge and the rules of other tools, as their documentation has
 * them.
 */
@NullMarked
package canary.bench.rules;

import org.jspecify.annotations.NullMarked;
