package erp.migrations.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void a_comment_before_a_statement_does_not_hide_it() {
        assertThat(SqlScript.isDdl("-- expand\n-- why\nCREATE TABLE t (i int)")).isTrue();
        assertThat(SqlScript.isDdl("/* CREATE */ INSERT INTO t VALUES (1)")).isFalse();
        assertThat(SqlScript.withoutComments("-- a\nDROP # b\nTABLE --\nt -- c"))
                .isEqualTo("DROP \nTABLE \nt");
    }

    @Test
    void what_looks_like_a_comment_in_quotes_stays() {
        String sql = "INSERT INTO t VALUES ('# it''s -- no /* comment */', 'a\\'-- b')";
        assertThat(SqlScript.withoutComments(sql)).isEqualTo(sql);
    }
}
