package erp.crm.opportunities;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * Why nobody will buy.
 *
 * @param reasonCode one of the reasons that are set up
 */
record Loss(@Size(min = 1, max = 32) String reasonCode, @Size(max = 500) @Nullable String note) {}
