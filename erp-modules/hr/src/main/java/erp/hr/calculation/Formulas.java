package erp.hr.calculation;

import erp.core.value.InvalidValue;
import erp.core.value.Money;
import erp.hr.formula.Formula;
import erp.hr.pay.ComponentKind;
import erp.hr.pay.PayComponent;
import erp.hr.pay.PayVariable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes components; keeps formulas that it has read. For one request. */
final class Formulas {
    private final Currency currency;
    private final Map<String, Formula> read = new HashMap<>();

    Formulas(Currency currency) {
        this.currency = currency;
    }

    /**
     * The lines of a month, those of nothing left out. Throws {@link InvalidValue}, which names the
     * component.
     */
    List<SlipLine> lines(Facts facts, LocalDate day) {
        Map<String, BigDecimal> values = new HashMap<>();
        facts.variables().forEach((variable, value) -> values.put(variable.name(), value));
        BigDecimal gross = BigDecimal.ZERO;
        List<SlipLine> lines = new ArrayList<>();
        for (PayComponent component : facts.structure()) {
            values.put(PayVariable.GROSS.name(), gross);
            values.put(
                    PayVariable.INPUT.name(),
                    facts.inputs().getOrDefault(component.getId(), BigDecimal.ZERO));
            BigDecimal amount = amount(component, day, values);
            values.put(component.code(), amount);
            if (component.kind() == ComponentKind.EARNING) {
                gross = gross.add(amount);
            }
            if (amount.signum() != 0) {
                lines.add(
                        new SlipLine(
                                component.getId(),
                                component.accountId(),
                                null,
                                component.kind(),
                                component.code(),
                                amount,
                                null));
            }
        }
        return lines;
    }

    private BigDecimal amount(
            PayComponent component, LocalDate day, Map<String, BigDecimal> values) {
        Optional<String> text = component.formulaOn(day);
        if (text.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal amount;
        try {
            Formula formula = read.computeIfAbsent(text.get(), Formula::parse);
            amount = Money.rounded(formula.value(values), currency).amount();
        } catch (InvalidValue e) {
            throw new InvalidValue(e.rule(), component.code() + ": " + e.getMessage());
        }
        if (amount.signum() < 0) {
            throw new InvalidValue("negative", component.code() + ": comes to less than nothing");
        }
        return amount;
    }
}
