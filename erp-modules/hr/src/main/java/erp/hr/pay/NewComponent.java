package erp.hr.pay;

import erp.core.Violations;
import erp.core.value.InvalidValue;
import erp.hr.common.HrError;
import erp.hr.formula.Formula;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A pay component as it is to be. Code and kind cannot change later.
 *
 * @param accountId where it is posted; the account of its kind's role where absent
 * @param formulas each from its day on
 */
record NewComponent(
        @Pattern(regexp = NewComponent.CODE) String code,
        @NotBlank @Size(max = 200) String name,
        ComponentKind kind,
        @Nullable UUID accountId,
        @Size(min = 1, max = 50) List<Dated> formulas) {
    static final String CODE = "[A-Z][A-Z0-9_]{0,19}";

    /** A formula from a day on. */
    record Dated(LocalDate from, @NotBlank @Size(max = Formula.LONGEST) String formula) {}

    NewComponent {
        formulas = List.copyOf(formulas);
    }

    /** Throws INVALID_FORMULA, which names each field. */
    void check() {
        Violations wrong = new Violations();
        wrong.addIf(
                PayVariable.isOne(code) || code.equals("TRUE") || code.equals("FALSE"),
                "/code",
                "reserved",
                "is a name that formulas have already");
        Set<LocalDate> days = new HashSet<>();
        for (int i = 0; i < formulas.size(); i++) {
            Dated one = formulas.get(i);
            String at = "/formulas/" + i;
            wrong.addIf(!days.add(one.from()), at + "/from", "duplicate", "is there already");
            try {
                wrong.addIf(
                        Formula.parse(one.formula()).names().contains(code),
                        at + "/formula",
                        "formula",
                        "names the component itself");
            } catch (InvalidValue e) {
                wrong.add(at + "/formula", e.rule(), String.valueOf(e.getMessage()));
            }
        }
        wrong.refuse(HrError.INVALID_FORMULA);
    }
}
