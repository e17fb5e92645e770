/**
 * What a company sets up before it sells: where leads come from (sources, campaigns), why deals are
 * lost, who sells (representatives) and where (territories). Others name the first three by their
 * codes.
 */
@NullMarked
package erp.crm.setup;

import org.jspecify.annotations.NullMarked;
