package erp.migrations.backup.dump;

import erp.migrations.backup.archive.Manifest;
import erp.migrations.sql.MigrationException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a schema is made of, without its rows.
 *
 * @param tables in the order of their names, also among the objects
 */
public record Definitions(
        String characterSet, String collation, List<Table> tables, List<SchemaObject> objects) {
    public Definitions {
        tables = List.copyOf(tables);
        objects = List.copyOf(objects);
    }

    /** The columns of a table that are kept. */
    public record Table(String name, List<Column> columns) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    public List<SchemaObject> of(SchemaObject.Kind kind) {
        return objects.stream().filter(it -> it.kind() == kind).toList();
    }

    /** With every event asleep, as in a scratch schema. */
    public Definitions asleep() {
        return new Definitions(
                characterSet,
                collation,
                tables,
                objects.stream().map(ObjectMaker::asleep).toList());
    }

    public Manifest.Objects counts() {
        return new Manifest.Objects(
                of(SchemaObject.Kind.TABLE).size(),
                of(SchemaObject.Kind.VIEW).size(),
                of(SchemaObject.Kind.FUNCTION).size(),
                of(SchemaObject.Kind.PROCEDURE).size(),
                of(SchemaObject.Kind.TRIGGER).size(),
                of(SchemaObject.Kind.EVENT).size());
    }

    /** Throws with what differs; {@code then} says what that means. */
    public void requireSame(Definitions other, String then) {
        List<String> differences = new ArrayList<>();
        if (!characterSet.equals(other.characterSet) || !collation.equals(other.collation)) {
            differences.add("the schema has %s, not %s".formatted(other.collation, collation));
        }
        Map<String, SchemaObject> others = new HashMap<>();
        other.objects.forEach(it -> others.put(it.title(), it.withoutCounter()));
        for (SchemaObject object : objects) {
            SchemaObject its = others.remove(object.title());
            if (its == null) {
                differences.add(object.title() + " is missing");
            } else if (!its.equals(object.withoutCounter())) {
                differences.add(object.title() + " is another: " + its.sql());
            }
        }
        others.keySet().forEach(it -> differences.add(it + " is there too"));
        if (!differences.isEmpty()) {
            throw new MigrationException(then + ": " + String.join("; ", differences) + ".");
        }
    }
}
