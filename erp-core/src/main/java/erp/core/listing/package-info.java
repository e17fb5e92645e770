/**
 * Lists in parts. A {@link erp.core.listing.Listing} is declared once and gives the parameters that
 * narrow and order a list, their checks, their place in the OpenAPI document, and the query.
 */
@NullMarked
package erp.core.listing;

import org.jspecify.annotations.NullMarked;
