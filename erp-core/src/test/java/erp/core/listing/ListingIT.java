package erp.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A list as it is declared: narrowed, ordered, in parts, and with some members only. */
class ListingIT {
    private static final String NOTES = "/api/v1/test/notes";
    private static final long FIRST_ID = 0x0190_0000_0000_7000L;
    private static TestServer server;
    private static long made;

    @BeforeAll
    static void start() {
        server = TestServer.of(Note.class).start(NoteRoutes.all());
        NoteRoutes.createTable(server.schema());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        NoteRoutes.empty(server.schema());
    }

    /** Their ids rise, which those that are made within one millisecond need not. */
    private static void notes(String... texts) {
        for (String text : texts) {
            UUID id = new UUID(FIRST_ID + (made++ << 16), Long.MIN_VALUE);
            server.write(tx -> tx.add(new Note(id, text, tx.now())));
        }
    }

    private static Http.Response list(String query) {
        return server.as("*").get(NOTES + query);
    }

    private static List<String> texts(Http.Response page) {
        List<String> texts = new ArrayList<>();
        page.expect(200).json().at("/items").forEach(it -> texts.add(it.at("/text").asString()));
        return texts;
    }

    /** All pages, one after the other. */
    private static List<String> paged(String query) {
        List<String> texts = new ArrayList<>();
        String after = "";
        do {
            Http.Response page = list(query + after);
            texts.addAll(texts(page));
            after = page.json().at("/next").isNull() ? "" : "&after=" + page.text("/next");
        } while (!after.isEmpty());
        return texts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void comes_newest_first_where_nothing_else_is_asked() {
        notes("b", "c", "a");
        assertThat(texts(list(""))).containsExactly("a", "c", "b");
        assertThat(texts(list("?sort=-id"))).containsExactly("a", "c", "b");
        assertThat(texts(list("?sort=id"))).containsExactly("b", "c", "a");
    }

    @ParameterizedTest
    @CsvSource({"text, a b c d e", "-text, e d c b a", "id, d b e a c", "-id, c a e b d"})
    void pages_of_any_order_follow_each_other_without_a_gap_or_a_repeat(String sort, String all) {
        notes("d", "b", "e", "a", "c");
        assertThat(String.join(" ", paged("?limit=2&sort=" + sort))).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({"written, a b c d e f", "-written, f e d c b a"})
    void rows_alike_are_ordered_by_their_ids(String sort, String all) {
        notes("a", "b", "c");
        server.clock().advance(Duration.ofSeconds(1));
        notes("d", "e", "f");
        assertThat(String.join(" ", paged("?limit=2&sort=" + sort))).isEqualTo(all);
    }

    @Test
    void a_row_that_comes_meanwhile_moves_no_other() {
        notes("b", "d");
        Http.Response first = list("?limit=1&sort=text");
        notes("a", "c");
        assertThat(texts(list("?sort=text&after=" + first.text("/next"))))
                .containsExactly("c", "d");
    }

    @Test
    void another_companys_rows_are_in_no_order_of_ones_own() {
        notes("a");
        Http stranger = server.as(UUID.randomUUID(), server.addCompany(), "*");
        assertThat(texts(stranger.get(NOTES + "?sort=text"))).isEmpty();
        assertThat(texts(stranger.get(NOTES + "?begin=a"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a_, a_b", "a%, a%b", "a!, a!b", "ac, ac"})
    void a_beginning_is_taken_as_it_is_written(String begin, String found) {
        notes("a_b", "a%b", "a!b", "ac", "ba_");
        assertThat(texts(list("?begin=" + encoded(begin)))).containsExactly(found);
    }

    @Test
    void members_come_as_they_are_asked_for_and_mean_the_same() {
        notes("a", "b");
        Http.Response whole = list("?sort=text&limit=1");
        Http.Response some = list("?sort=text&limit=1&fields=version,text,writtenAt");
        assertThat(some.json().at("/items/0").propertyNames())
                .containsExactly("text", "writtenAt", "version");
        assertThat(some.text("/items/0/writtenAt")).isEqualTo(whole.text("/items/0/writtenAt"));
        assertThat(some.text("/next")).isEqualTo(whole.text("/next"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?fields=secret | ?fields unknown",
                "?fields=text,,id | ?fields unknown",
                "?fields= | ?fields unknown",
                "?sort=secret | ?sort unknown",
                "?sort=+text | ?sort unknown",
                "?secret=x | ?secret unknown",
            })
    void what_a_list_does_not_know_is_refused_by_its_name(String query, String error) {
        assertThat(list(query).expect(422).errors()).containsExactly(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=id", "&sort=-text", "&sort=written"})
    void a_cursor_is_good_in_its_own_order_only(String other) {
        notes("a", "b", "c");
        String next = list("?limit=1&sort=text").text("/next");
        assertThat(list("?after=" + next + other).expect(422).errors())
                .containsExactly("?after cursor");
        String newest = list("?limit=1").text("/next");
        assertThat(list("?sort=text&after=" + newest).expect(422).errors())
                .containsExactly("?after cursor");
    }

    @Test
    void what_no_entity_has_is_found_out_where_it_is_declared() {
        var draft = Listing.of(Note.class);
        assertThatThrownBy(() -> draft.equal("colour", "of this colour"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Note has no attribute colour");
        assertThatThrownBy(() -> draft.ordered("-colour")).hasMessage("no order is called -colour");
    }
}
