package erp.migrations.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class RowHashTest {
    @Test
    void one_row_is_its_sha256() {
        assertThat(hash("", List.of("abc")))
                .as("FIPS 180-2, appendix B.1")
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void the_order_does_not_count_but_every_row_does() {
        assertThat(hash("", List.of("a", "b", "b"))).isEqualTo(hash("", List.of("b", "a", "b")));
        assertThat(hash("", List.of("a", "b", "b")))
                .isNotEqualTo(hash("", List.of("a", "b")))
                .isNotEqualTo(hash("", List.of("a")))
                .isNotEqualTo(hash("", List.of("a", "a", "b")));
        assertThat(hash("", List.of())).isEqualTo("0".repeat(64));
    }

    @Test
    void nobody_without_the_salt_can_compute_it() {
        assertThat(hash("salt", List.of("a"))).isNotEqualTo(hash("other", List.of("a")));
    }

    @Test
    void null_is_no_empty_text_and_columns_do_not_run_together() {
        assertThat(row(null, "")).isNotEqualTo(row("", null));
        assertThat(row("ab", "c")).isNotEqualTo(row("a", "bc"));
        assertThat(row("x".repeat(127), "")).isNotEqualTo(row("x".repeat(126), "x"));
    }

    private static String row(String... columns) {
        var buffer = new RowBuffer();
        buffer.beginRow();
        for (String column : columns) {
            buffer.add(column == null ? null : column.getBytes(StandardCharsets.UTF_8));
        }
        var hash = new RowHash(new byte[0]);
        hash.add(buffer.bytes(), buffer.rowStart(), buffer.rowLength());
        return hash.checksum();
    }

    private static String hash(String salt, List<String> rows) {
        var hash = new RowHash(salt.getBytes(StandardCharsets.UTF_8));
        for (String row : rows) {
            byte[] bytes = ("--" + row).getBytes(StandardCharsets.UTF_8);
            hash.add(bytes, 2, bytes.length - 2);
        }
        assertThat(hash.rows()).isEqualTo(rows.size());
        return hash.checksum();
    }
}
