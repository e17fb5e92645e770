/**
 * The HTTP edge. An {@link erp.core.http.Endpoint} is declared once and gives the route, its
 * permission, the checks on its input, its metrics and its entry in the OpenAPI document.
 */
@NullMarked
package erp.core.http;

import org.jspecify.annotations.NullMarked;
