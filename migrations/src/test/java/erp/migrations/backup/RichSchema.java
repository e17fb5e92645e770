package erp.migrations.backup;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A schema with something of every kind, and values that are easily lost on the way. */
final class RichSchema {
    static final int ROWS = 2_000;

    private static final List<String> STATEMENTS =
            List.of(
                    """
                    CREATE TABLE kind (
                      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                      f FLOAT, d DOUBLE, n DECIMAL(38, 18), b BIT(64), y YEAR, t TIME(6), dt DATETIME(6),
                      ts TIMESTAMP(6) NULL, e ENUM('a', 'b''c', 'ü'), s SET('x', 'y'), j JSON,
                      c CHAR(10), v VARCHAR(200), l VARCHAR(50) CHARACTER SET latin1, txt LONGTEXT,
                      bin BINARY(16), vb VARBINARY(300), bl LONGBLOB, g GEOMETRY,
                      `odd ``name` INT, virt INT GENERATED ALWAYS AS (`odd ``name` * 2) VIRTUAL,
                      shout INT GENERATED ALWAYS AS (char_length(v) + 1) STORED
                    ) AUTO_INCREMENT = 100000 DEFAULT CHARSET = utf8mb4 COMMENT 'it''s a "test"'\
                    """,
                    "CREATE TABLE parent (id BINARY(16) PRIMARY KEY, name VARCHAR(50) NOT NULL"
                            + " UNIQUE)",
                    """
                    CREATE TABLE child (
                      parent_id BINARY(16) NOT NULL, line INT NOT NULL, amount DECIMAL(19, 4) NOT NULL,
                      PRIMARY KEY (parent_id, line), KEY ix_amount (amount),
                      CONSTRAINT fk_child FOREIGN KEY (parent_id) REFERENCES parent (id),
                      CONSTRAINT ck_child CHECK (line > 0)
                    )\
                    """,
                    "CREATE TABLE keyless (word VARCHAR(20))",
                    "CREATE TABLE nothing (i INT)",
                    "CREATE VIEW a_total AS SELECT name, total FROM z_total WHERE total > 0",
                    """
                    CREATE FUNCTION twice (x INT) RETURNS INT DETERMINISTIC NO SQL RETURN x * 2\
                    """,
                    "CREATE PROCEDURE forget () MODIFIES SQL DATA DELETE FROM keyless WHERE word ="
                            + " 'ö'",
                    "CREATE TRIGGER child_first BEFORE INSERT ON child FOR EACH ROW SET new.line ="
                            + " new.line",
                    "CREATE TRIGGER child_then BEFORE INSERT ON child FOR EACH ROW SET new.amount ="
                            + " new.amount",
                    """
                    CREATE EVENT sweep ON SCHEDULE EVERY 1 DAY STARTS '2038-01-01 03:00:00' DO CALL forget()\
                    """);

    private RichSchema() {}

    static TestSchema make() throws SQLException {
        TestSchema schema = TestDatabase.emptySchema();
        try (Connection connection = schema.administrator().connect()) {
            Sql.execute(connection, "SET SESSION sql_mode = ''");
            for (String statement : STATEMENTS) {
                if (statement.startsWith("CREATE VIEW a_total")) {
                    Sql.execute(
                            connection,
                            "CREATE VIEW z_total AS SELECT p.name, sum(c.amount) AS total FROM"
                                + " parent p JOIN child c ON c.parent_id = p.id GROUP BY p.name");
                }
                Sql.execute(connection, statement);
            }
            fill(connection);
        }
        return schema;
    }

    private static void fill(Connection connection) throws SQLException {
        Sql.execute(connection, "INSERT INTO kind (id) VALUES (1)");
        Sql.execute(
                connection,
                """
                INSERT INTO kind (f, d, n, b, y, t, dt, ts, e, s, j, c, v, l, txt, bin, vb, bl, g, `odd ``name`)
                VALUES (1.1234567, -0e0, -99999999999999999999.999999999999999999, 18446744073709551615, 1999,
                  '-838:59:59', '9999-12-31 23:59:59.999999', '2026-03-29 01:30:00.000001', 'ü', 'x,y',
                  '{"k": [1, 2.5, null, "ü \\\\" \\\\\\\\"]}', 'trail  ',
                  'quote '' \\\\ back \\n line 😀 \\0 end', 'Größe',
                  repeat('long text ', 20000), unhex('000102030405060708090a0b0c0d0e0f'), unhex('00275c0aff'),
                  repeat(unhex('00ff275c'), 50000), ST_GeomFromText('POINT(1 2)'), -7),
                  (3.4e38, 5e-324, 0, 0, 0, '00:00:00', '0000-00-00', NULL, '', '', '[]',
                   '', '', '', '', '', '', '', NULL, 0),
                  (-1.17549435e-38, 1.7976931348623157e308, 0.1, 1, 2155, '838:59:59', '2026-00-00',
                   '1970-01-01 00:00:01',
                   'a', 'y', 'null', 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)\
                """);
        for (int from = 0; from < ROWS; from += 500) {
            StringBuilder parents = new StringBuilder("INSERT INTO parent VALUES ");
            StringBuilder children = new StringBuilder("INSERT INTO child VALUES ");
            for (int i = from; i < from + 500; i++) {
                parents.append("(unhex('%032x'), 'name %d'),".formatted(i * 7919L, i));
                children.append("(unhex('%032x'), 1, %d.5),".formatted(i * 7919L, i));
            }
            Sql.execute(connection, parents.substring(0, parents.length() - 1));
            Sql.execute(connection, children.substring(0, children.length() - 1));
        }
        Sql.execute(connection, "INSERT INTO keyless VALUES ('same'), ('same'), (NULL), ('ö')");
    }
}
