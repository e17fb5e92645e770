package erp.hr.pay;

import erp.core.tx.Document;
import erp.core.tx.Tx;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which components a contract's pay is made of, in the order in which they are computed. */
@Entity
@Table(name = "hr_pay_structure")
public class PayStructure extends Document {
    private String code;
    private String name;

    /** A change of lines alone is a new version too. */
    private int changes;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "structure_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<PayStructureLine> lines = new ArrayList<>();

    protected PayStructure() {}

    PayStructure(Tx tx, NewStructure wanted, List<UUID> components) {
        super(tx.newId());
        change(tx, wanted, components);
    }

    /** A line keeps its row where its number stays. */
    final void change(Tx tx, NewStructure wanted, List<UUID> components) {
        code = wanted.code();
        name = wanted.name();
        for (int i = 0; i < components.size(); i++) {
            if (i < lines.size()) {
                lines.get(i).change(components.get(i));
            } else {
                lines.add(new PayStructureLine(tx.newId(), i + 1, components.get(i)));
            }
        }
        while (lines.size() > components.size()) {
            lines.removeLast();
        }
        changes++;
    }

    public String code() {
        return code;
    }

    String getName() {
        return name;
    }

    /** In their order. */
    public List<UUID> components() {
        return lines.stream().map(PayStructureLine::componentId).toList();
    }
}
