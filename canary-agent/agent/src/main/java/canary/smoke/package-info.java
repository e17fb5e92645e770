/**
 * Functional checks over HTTP, as a client of the ERP: smoke tests and the probes of integrations.
 * They do input and output; the gates only read what came of them.
 */
@NullMarked
package canary.smoke;

import org.jspecify.annotations.NullMarked;
