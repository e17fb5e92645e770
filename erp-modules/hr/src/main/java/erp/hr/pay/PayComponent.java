package erp.hr.pay;

import erp.core.tx.Document;
import erp.core.tx.Tx;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A part of pay: an earning, a deduction, or what the employer pays beside. */
@Entity
@Table(name = "hr_pay_component")
public class PayComponent extends Document {
    private String code;
    private String name;

    @Enumerated(EnumType.STRING)
    private ComponentKind kind;

    private @Nullable UUID accountId;

    /** A change of formulas alone is a new version too. */
    private int changes;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "component_id", nullable = false, updatable = false)
    @OrderBy("validFrom")
    private List<PayFormula> formulas = new ArrayList<>();

    protected PayComponent() {}

    PayComponent(Tx tx, NewComponent wanted) {
        super(tx.newId());
        this.code = wanted.code();
        this.kind = wanted.kind();
        change(tx, wanted);
    }

    /** Code and kind stay: slips name them. A formula of a date keeps its row. */
    final void change(Tx tx, NewComponent wanted) {
        name = wanted.name();
        accountId = wanted.accountId();
        Map<LocalDate, NewComponent.Dated> asked = new TreeMap<>();
        wanted.formulas().forEach(it -> asked.put(it.from(), it));
        formulas.removeIf(it -> !asked.containsKey(it.validFrom()));
        for (PayFormula kept : formulas) {
            NewComponent.Dated one = asked.remove(kept.validFrom());
            if (one != null) {
                kept.change(one.formula());
            }
        }
        asked.values().forEach(it -> formulas.add(new PayFormula(tx.newId(), it)));
        formulas.sort(Comparator.comparing(PayFormula::validFrom));
        changes++;
    }

    public String code() {
        return code;
    }

    public ComponentKind kind() {
        return kind;
    }

    public @Nullable UUID accountId() {
        return accountId;
    }

    /** The formula of that day; none before the first. */
    public Optional<String> formulaOn(LocalDate day) {
        return formulas.stream()
                .filter(it -> !it.validFrom().isAfter(day))
                .reduce((_, later) -> later)
                .map(PayFormula::formula);
    }

    List<String> allFormulas() {
        return formulas.stream().map(PayFormula::formula).toList();
    }

    ComponentView view() {
        return new ComponentView(
                getId(),
                code,
                name,
                kind,
                accountId,
                formulas.stream()
                        .map(it -> new NewComponent.Dated(it.validFrom(), it.formula()))
                        .toList(),
                getVersion());
    }
}
