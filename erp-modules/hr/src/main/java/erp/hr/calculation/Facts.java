package erp.hr.calculation;

import erp.hr.common.Amounts;
import erp.hr.pay.PayComponent;
import erp.hr.pay.PayVariable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an employee's month is computed from.
 *
 * @param structure the components in their order
 * @param variables of the formulas, but for what depends on other components
 * @param inputs by component
 */
record Facts(
        List<PayComponent> structure,
        Map<PayVariable, BigDecimal> variables,
        Map<UUID, BigDecimal> inputs) {

    /** The same facts have the same digest; formulas are no part of it: those of a month stay. */
    String digest() {
        StringBuilder text = new StringBuilder();
        structure.forEach(it -> text.append(it.code()).append(' '));
        Map<PayVariable, BigDecimal> counted = new EnumMap<>(variables);
        counted.remove(PayVariable.LEAVE_DAYS);
        counted.forEach(
                (variable, value) ->
                        text.append(variable)
                                .append('=')
                                .append(Amounts.plain(value).toPlainString())
                                .append(';'));
        new TreeMap<>(inputs)
                .forEach(
                        (component, value) ->
                                text.append(component)
                                        .append('=')
                                        .append(Amounts.plain(value).toPlainString())
                                        .append(';'));
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
