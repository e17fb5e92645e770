/**
 * The agent as a service: takes plans over its API and carries them out, one at a time.
 *
 * <pre>
 * POST /api/v1/releases                    a plan as YAML: 202, Location
 * GET  /api/v1/releases                    all that are kept
 * GET  /api/v1/releases/NAME               what `release status` shows
 * POST /api/v1/releases/NAME/VERB          pause, resume, promote, rollback: {why, evenIfHarmful, acceptHarm}
 * GET  /api/v1/releases/NAME/report        text/markdown, text/html or application/json
 * GET  /api/v1/releases/NAME/course        what its plots show
 * GET  /api/v1/me                          who asks, and what they may do
 * GET  / /page/...                         the page, which asks for all of that; without a token
 * GET  /metrics /health/live /health/ready without a token
 * </pre>
 *
 * A token goes with each request as {@code Authorization: Bearer}; to look on, a browser may send
 * name and token by {@code Basic}. Whose line says {@code view} may not {@code POST}. What did not
 * change since the caller's {@code ETag} is 304. Problems are those of RFC 9457 with a stable
 * {@code code}.
 */
@NullMarked
package canary.served;

import org.jspecify.annotations.NullMarked;
