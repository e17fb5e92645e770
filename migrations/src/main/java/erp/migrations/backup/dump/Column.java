package erp.migrations.backup.dump;

import java.util.Locale;
import java.util.Set;

/** A column whose value is kept; a generated one is not. */
public record Column(String name, Kind kind) {
    private static final Set<String> BYTES =
            Set.of(
                    "binary",
                    "varbinary",
                    "tinyblob",
                    "blob",
                    "mediumblob",
                    "longblob",
                    "vector",
                    "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection");
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "decimal");

    /** How a value is asked for and given back, so that it is exactly the same afterwards. */
    public enum Kind {
        /** Digits, which need no quotes. */
        NUMBER,
        /** Asked for as a double: as a float the server rounds it to six digits. */
        FLOAT,
        /** Asked for as a number. */
        BIT,
        BYTES,
        /** Everything that the server reads back from its own text. */
        TEXT
    }

    static Column of(String name, String dataType) {
        String type = dataType.toLowerCase(Locale.ROOT);
        Kind kind =
                BYTES.contains(type)
                        ? Kind.BYTES
                        : NUMBERS.contains(type)
                                ? Kind.NUMBER
                                : switch (type) {
                                    case "float" -> Kind.FLOAT;
                                    case "bit" -> Kind.BIT;
                                    default -> Kind.TEXT;
                                };
        return new Column(name, kind);
    }

    String selected() {
        return switch (kind) {
            case FLOAT -> "CAST(" + quoted() + " AS DOUBLE)";
            case BIT -> "CAST(" + quoted() + " AS UNSIGNED)";
            case NUMBER, BYTES, TEXT -> quoted();
        };
    }

    String quoted() {
        return Names.quoted(name);
    }
}
