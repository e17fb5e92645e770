/** Tells the outside what happened, in the order in which it happened to each document. */
@NullMarked
package erp.core.outbox;

import org.jspecify.annotations.NullMarked;
