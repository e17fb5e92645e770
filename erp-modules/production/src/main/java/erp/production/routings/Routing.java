package erp.production.routings;

import erp.core.Ids;
import erp.core.tx.Document;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Operations in their order; orders take a copy when they are made. */
@Entity
@Table(name = "production_routing")
public class Routing extends Document {
    private String code;
    private String name;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "routing_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<Operation> operations = new ArrayList<>();

    protected Routing() {}

    Routing(UUID id, NewRouting wanted, Instant createdAt) {
        super(id);
        this.createdAt = createdAt;
        say(wanted);
    }

    /** An operation keeps its id where its place stays. */
    void change(NewRouting wanted) {
        say(wanted);
    }

    private void say(NewRouting wanted) {
        code = wanted.code();
        name = wanted.name().strip();
        List<NewRouting.Operation> steps = wanted.operations();
        for (int i = 0; i < steps.size(); i++) {
            if (i < operations.size()) {
                operations.get(i).change(steps.get(i));
            } else {
                operations.add(new Operation(Ids.next(), i + 1, steps.get(i)));
            }
        }
        operations.subList(steps.size(), operations.size()).clear();
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    public RoutingView view() {
        return new RoutingView(
                getId(),
                code,
                name,
                operations.stream().map(Operation::view).toList(),
                getVersion());
    }
}
