package erp.finance.tax;

import erp.core.value.Money;

/**
 * Tax of one code in a document.
 *
 * @param base sum over the document's lines of that code
 * @param amount the tax of the base, rounded once; where the document is a part of others, what its
 *     part of the running total is
 */
public record Taxed(TaxCode code, Money base, Money amount) {}
