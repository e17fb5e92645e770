package erp.purchasing.orders;

import erp.purchasing.suppliers.PaymentTerms;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What an order is to say, with all of it found.
 *
 * @param tolerance percentage that may be received beyond what is ordered
 */
record Agreed(
        UUID supplier,
        UUID warehouse,
        PaymentTerms terms,
        BigDecimal tolerance,
        List<Priced> lines) {}
