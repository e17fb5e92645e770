/**
 * Describes the API as OpenAPI 3.1, from the declarations that route the requests and the records
 * that are read, so that the description cannot drift; and shows it.
 */
@NullMarked
package erp.core.openapi;

import org.jspecify.annotations.NullMarked;
