package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.ErrorCode;
import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.NoteRoutes.NewNote;
import erp.core.http.NoteRoutes.NoteView;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a unique key of the database refuses is answered as the problem that it is declared to be.
 */
class UniqueKeysIT {
    private static final String PATH = "/api/v1/test/titles";
    private static TestServer server;

    private enum NoteError implements ErrorCode {
        TEXT_TAKEN;

        @Override
        public String module() {
            return "test";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    @BeforeAll
    static void start() {
        List<Endpoint<?>> endpoints = new ArrayList<>(NoteRoutes.all());
        endpoints.add(
                Endpoint.post(PATH, "createTitle", "Writes a note that no other is like")
                        .body(NewNote.class)
                        .anyUser()
                        .creates(NoteView.class)
                        .unique("uq_test_note_text", NoteError.TEXT_TAKEN, "/text", "is taken")
                        .write(
                                (tx, call) -> {
                                    Note note = new Note(tx.newId(), call.body().text(), tx.now());
                                    return Reply.ok(NoteView.of(tx.add(note)));
                                }));
        server = TestServer.of(Note.class).start(endpoints);
        NoteRoutes.createTable(server.schema());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_text_that_is_taken_is_refused_by_its_field() {
        Http clerk = server.as("*");
        clerk.post(PATH, "{\"text\":\"once\"}").expect(200);
        for (Http again : List.of(clerk, clerk.once())) {
            Http.Response refused = again.post(PATH, "{\"text\":\"once\"}").expect(409);
            assertThat(refused.code()).isEqualTo("test.TEXT_TAKEN");
            assertThat(refused.errors()).containsExactly("/text unique");
            assertThat(refused.text("/detail")).isEqualTo("/text is taken");
        }
        Http.Response tried = clerk.post(PATH + "?dryRun=true", "{\"text\":\"once\"}");
        assertThat(tried.expect(409).code()).isEqualTo("test.TEXT_TAKEN");
        Http stranger = server.as(UUID.randomUUID(), server.addCompany(), "*");
        stranger.post(PATH, "{\"text\":\"once\"}").expect(200);
    }

    @Test
    void a_key_that_nobody_declared_is_refused_as_what_is_there_already() {
        Http clerk = server.as("*");
        clerk.post("/api/v1/test/notes", "{\"text\":\"twice\"}").expect(201);
        Http.Response refused = clerk.post("/api/v1/test/notes", "{\"text\":\"twice\"}");
        assertThat(refused.expect(409).code()).isEqualTo("core.ALREADY_EXISTS");
    }
}
