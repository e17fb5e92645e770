package erp.finance;

import erp.core.value.Money;

/**
 * Tax of one code in a document.
 *
 * @param base net amount that it was computed from
 * @param amount the tax, sum over the document's lines
 */
public record Taxed(TaxCode code, Money base, Money amount) {}
