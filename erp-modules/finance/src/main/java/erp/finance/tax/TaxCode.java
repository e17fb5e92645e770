package erp.finance.tax;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * A tax and its rate. Neither ever changes: a new rate is a new code.
 *
 * @param code {@code STANDARD}
 * @param rate share of the net amount, 0.20 for 20 %
 * @param account where the tax is owed
 */
public record TaxCode(UUID id, String code, BigDecimal rate, UUID account) {}
