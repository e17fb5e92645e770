package erp.core.http;

import erp.core.CoreError;
import erp.core.Permission;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Code;
import erp.core.value.Money;
import erp.core.value.MultiLine;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.migrations.TestSchema;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Endpoints as a module declares them, for tests of the platform. */
public final class NoteRoutes {
    public enum NotePermission implements Permission {
        NOTES_READ,
        NOTES_WRITE;

        @Override
        public String module() {
            return "http";
        }
    }

    public enum Colour {
        RED,
        GREEN
    }

    public record NewNote(@NotBlank @Size(max = 20) String text) {}

    public record NoteView(UUID id, String text, Instant writtenAt, long version) {
        static NoteView of(Note note) {
            return new NoteView(
                    note.getId(), note.getText(), note.getWrittenAt(), note.getVersion());
        }
    }

    public record Line(
            UUID itemId, @Positive Quantity quantity, @Positive @Nullable UnitPrice price) {}

    public record Everything(
            @Size(min = 1, max = 3) List<Line> lines,
            Money total,
            LocalDate date,
            Colour colour,
            int count,
            boolean flag,
            @Nullable String remark,
            @Nullable List<@NotBlank String> tags,
            @Nullable Map<String, String> labels) {}

    public record Memo(
            @NotBlank @Size(max = 2000) @MultiLine String text, @Code(max = 12) String code) {}

    public record Maybe(@Nullable String remark, @Nullable List<String> tags) {}

    private NoteRoutes() {}

    public static List<Endpoint<?>> all() {
        return Stream.concat(notes().stream(), others().stream()).toList();
    }

    private static List<Endpoint<?>> notes() {
        return List.of(
                Endpoint.post("/api/v1/test/notes", "createNote", "Writes a note")
                        .body(NewNote.class)
                        .permission(NotePermission.NOTES_WRITE)
                        .creates(NoteView.class)
                        .write(NoteRoutes::create),
                Endpoint.post("/api/v1/test/payments", "payNote", "Writes a note, with a key")
                        .body(NewNote.class)
                        .permission(NotePermission.NOTES_WRITE)
                        .keyRequired()
                        .creates(NoteView.class)
                        .write(NoteRoutes::create),
                Endpoint.get("/api/v1/test/notes/{id}", "getNote", "A note")
                        .permission(NotePermission.NOTES_READ)
                        .answers(NoteView.class)
                        .problems(CoreError.NOT_FOUND)
                        .read(
                                (tx, call) -> {
                                    Note note =
                                            tx.require(Note.class, call.id(), CoreError.NOT_FOUND);
                                    return Reply.ok(NoteView.of(note)).etag(note.getVersion());
                                }),
                Endpoint.put("/api/v1/test/notes/{id}", "writeNote", "Writes it anew")
                        .body(NewNote.class)
                        .permission(NotePermission.NOTES_WRITE)
                        .versionNeeded()
                        .answers(NoteView.class)
                        .write(
                                (tx, call) -> {
                                    Note note = tx.lock(Note.class, call.id(), CoreError.NOT_FOUND);
                                    call.expectVersion(note.getVersion());
                                    note.write(call.body().text());
                                    tx.flush();
                                    return Reply.ok(NoteView.of(note)).etag(note.getVersion());
                                }),
                Endpoint.get("/api/v1/test/notes", "listNotes", "Notes, newest first")
                        .permission(NotePermission.NOTES_READ)
                        .list(
                                Listing.of(Note.class)
                                        .equal("text", "exactly this text")
                                        .prefix("begin", "text", "texts that begin so")
                                        .filter("colour", Colour.class, "1 = 1", "of this colour")
                                        .filter("item", UUID.class, "1 = 1", "of this item")
                                        .filter("from", LocalDate.class, "1 = 1", "since then")
                                        .sort("text")
                                        .sort("written", "writtenAt")
                                        .as(NoteView.class, NoteView::of)));
    }

    private static List<Endpoint<?>> others() {
        return List.of(
                Endpoint.post("/api/v1/test/echo", "echo", "Says back what it understood")
                        .body(Everything.class)
                        .anyUser()
                        .answers(Everything.class)
                        .write((_, call) -> Reply.ok(call.body())),
                Endpoint.post("/api/v1/test/memos", "echoMemo", "Says back a memo")
                        .body(Memo.class)
                        .anyUser()
                        .answers(Memo.class)
                        .write((_, call) -> Reply.ok(call.body())),
                Endpoint.post("/api/v1/test/nothing", "takeNothing", "Takes no body")
                        .anyUser()
                        .answersNothing()
                        .write((_, _) -> Reply.nothing()),
                Endpoint.post("/api/v1/test/maybe", "takeMaybe", "Takes a body or none")
                        .optionalBody(Maybe.class)
                        .anyUser()
                        .answersNothing()
                        .write((_, _) -> Reply.nothing()),
                Endpoint.get("/api/v1/test/ping", "ping", "Answers")
                        .open()
                        .answers(Map.class)
                        .plain(_ -> Reply.ok(Map.of("pong", true))));
    }

    private static Reply create(Tx tx, Call<NewNote> call) {
        Note note = tx.add(new Note(tx.newId(), call.body().text(), tx.now()));
        tx.record("test.note", note.getId(), 0, "create", Map.of("text", note.getText()));
        tx.flush();
        return Reply.created("/api/v1/test/notes/" + note.getId(), NoteView.of(note))
                .etag(note.getVersion());
    }

    /** The table behind {@link Note}, which no migration has. */
    public static void createTable(TestSchema schema) {
        execute(
                schema,
                """
                create table test_note (id binary(16) primary key, company_id binary(16) not null,
                  text varchar(200) not null, written_at datetime(6) not null, secret binary(16) not null,
                  version bigint not null, constraint uq_test_note_text unique (company_id, text))\
                """);
        schema.grant();
    }

    /** Forgets what tests have written. */
    public static void empty(TestSchema schema) {
        execute(
                schema,
                "delete from test_note",
                "delete from core_history",
                "delete from core_outbox",
                "delete from core_idempotency");
    }

    private static void execute(TestSchema schema, String... statements) {
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
