/** Postings to work orders, as callers send and see them. */
@NullMarked
package erp.production.documents;

import org.jspecify.annotations.NullMarked;
