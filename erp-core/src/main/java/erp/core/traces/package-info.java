/** What a request did and how long each part took, told to OpenTelemetry where that is wanted. */
@NullMarked
package erp.core.traces;

import org.jspecify.annotations.NullMarked;
