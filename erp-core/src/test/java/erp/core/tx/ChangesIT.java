package erp.core.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.Event;
import erp.core.TestServer;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;
import erp.core.sql.Sql;
import erp.core.value.Money;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What a change leaves behind, and what runs before and after its commit. */
class ChangesIT {
    private static final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private static TestServer server;

    private record Written(UUID note) implements Event {
        @Override
        public String module() {
            return "test";
        }

        @Override
        public UUID aggregate() {
            return note;
        }
    }

    /** Says how many rows are there when it runs. */
    private record Last(Tx tx, String name) implements Runnable {
        @Override
        public void run() {
            long rows =
                    Sql.query(
                                    tx.session(),
                                    "select count(*) from test_note",
                                    List.of(),
                                    row -> row.getLong(1))
                            .getFirst();
            said.add(name + " after " + rows);
        }
    }

    @BeforeAll
    static void start() {
        server =
                TestServer.of(Note.class)
                        .subscribe(
                                journal -> journal.on(Written.class, (_, _) -> said.add("event")))
                        .observer(
                                new Db.Observer() {
                                    @Override
                                    public void posted(String module, String kind) {
                                        said.add(module + " " + kind);
                                    }

                                    @Override
                                    public void worth(String module, String kind, Money amount) {
                                        said.add(module + " " + kind + " " + amount.amount());
                                    }
                                })
                        .start(NoteRoutes.all());
        NoteRoutes.createTable(server.schema());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        NoteRoutes.empty(server.schema());
        said.clear();
    }

    private static Note note(Tx tx, String text) {
        return new Note(tx.newId(), text, tx.now());
    }

    private static long history(String where) {
        return server.count("select count(*) from core_history where " + where);
    }

    @Test
    void a_posting_leaves_history_event_and_metric() {
        server.write(
                tx -> {
                    Note note = tx.created("test.note", note(tx, "a"), Map.of("text", "a"));
                    note.write("b");
                    tx.posted("test.note", note, "post", Map.of(), new Written(note.getId()));
                    return note;
                });
        assertThat(history("action = 'create' and entity_version = 0")).isEqualTo(1);
        assertThat(history("action = 'post' and entity_version = 1")).isEqualTo(1);
        assertThat(server.count("select count(*) from core_outbox")).isEqualTo(1);
        assertThat(said).containsExactly("event", "test note");
    }

    @Test
    void the_one_amount_of_a_posting_is_what_it_is_worth() {
        Money two = Money.of("2.00", "EUR");
        Money three = Money.of("3.00", "EUR");
        server.write(
                tx -> {
                    Note note = tx.add(note(tx, "a"));
                    tx.posted("test.one", note, "post", Map.of("total", two, "lines", 7));
                    tx.posted("test.two", note, "post", Map.of("net", two, "tax", three));
                    tx.posted("test", "said", three);
                    return note;
                });
        assertThat(said)
                .containsExactly(
                        "test one", "test one 2.00", "test two", "test said", "test said 3.00");
    }

    @Test
    void what_is_rolled_back_is_not_counted() {
        Function<Tx, Note> work =
                tx -> {
                    Note note = tx.add(note(tx, "a"));
                    tx.posted("test.note", note, "post", Map.of());
                    return note;
                };
        server.db().dryRun(server.caller(), work);
        assertThat(said).isEmpty();
        server.db().write(server.caller(), work);
        assertThat(said).containsExactly("test note");
    }

    @Test
    void what_comes_last_runs_once_when_all_else_is_sent() {
        server.write(
                tx -> {
                    Last first = tx.beforeCommit(Last.class, () -> new Last(tx, "first"));
                    Last again = tx.beforeCommit(Last.class, () -> new Last(tx, "again"));
                    assertThat(again).isSameAs(first);
                    tx.afterCommit(() -> said.add("committed"));
                    return tx.add(note(tx, "a"));
                });
        assertThat(said).containsExactly("first after 1", "committed");
    }

    @Test
    void what_comes_last_may_ask_for_more_that_does() {
        record Asking(Tx tx, List<String> said) implements Runnable {
            @Override
            public void run() {
                said.add("asking");
                tx.beforeCommit(Last.class, () -> new Last(tx, "asked for"));
            }
        }
        server.write(
                tx -> {
                    tx.beforeCommit(Asking.class, () -> new Asking(tx, said));
                    return tx.add(note(tx, "a"));
                });
        assertThat(said).containsExactly("asking", "asked for after 1");
    }

    @Test
    void what_comes_last_runs_in_no_dry_run() {
        server.db()
                .dryRun(
                        server.caller(),
                        tx -> tx.beforeCommit(Last.class, () -> new Last(tx, "never")));
        assertThat(said).isEmpty();
    }

    /** Its statements are the transaction's: refused, they undo it, and it is run again. */
    @Test
    void what_comes_last_fails_like_all_that_came_before() {
        record Failing(Tx tx) implements Runnable {
            @Override
            public void run() {
                throw new ErpException(CoreError.BUSY, "no number");
            }
        }
        assertThatThrownBy(
                        () ->
                                server.write(
                                        tx -> {
                                            tx.beforeCommit(Failing.class, () -> new Failing(tx));
                                            return tx.add(note(tx, "a"));
                                        }))
                .isInstanceOf(ErpException.class)
                .hasMessage("no number");
        assertThat(server.count("select count(*) from test_note")).isZero();
    }
}
