package erp.migrations.backup;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.backup.archive.Manifest;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final List<Catalog.Entry> entries = new ArrayList<>();

    @Test
    void the_newest_stay() {
        days("v3 v2 v1 v0");
        assertThat(superseded(2, null)).containsExactly("day1", "day0");
    }

    @Test
    void what_either_rule_keeps_stays() {
        days("v3 v2 v1 v0");
        assertThat(superseded(1, 2)).containsExactly("day1", "day0");
        assertThat(superseded(3, 1)).containsExactly("day0");
        assertThat(superseded(null, 3)).containsExactly("day0");
    }

    @Test
    void the_newest_proven_one_stays_however_old_it_is() {
        days("u3 u2 u1 v0 v0");
        assertThat(superseded(1, null)).containsExactly("day2", "day1", "day0");
        assertThat(entries.get(3).verified()).isPresent();
    }

    @Test
    void without_a_rule_nothing_goes() {
        days("u3 u2 v1");
        assertThat(superseded(null, null)).isEmpty();
    }

    @Test
    void what_cannot_be_read_and_what_is_another_schemas_stays() {
        days("v3 v2");
        entries.add(new Catalog.Entry("broken", null, Optional.empty(), Optional.of("damaged")));
        entries.add(entry("other", "other", 0, true));
        assertThat(superseded(1, null)).containsExactly("day2");
    }

    /** v: verified, u: not; the digit is the day. */
    private void days(String all) {
        for (String one : all.split(" ")) {
            int day = one.charAt(1) - '0';
            entries.add(entry("day" + day, "erp", day, one.charAt(0) == 'v'));
        }
    }

    private List<String> superseded(Integer keep, Integer days) {
        return new Retention(
                        Optional.ofNullable(keep), Optional.ofNullable(days).map(Duration::ofDays))
                .superseded(entries, "erp", NOW).stream().map(Manifest::name).toList();
    }

    private static Catalog.Entry entry(String name, String schema, int day, boolean verified) {
        Instant at = NOW.minus(Duration.ofDays(3 - day));
        var manifest =
                new Manifest(
                        1,
                        name,
                        schema,
                        null,
                        at,
                        at,
                        "9.7.4",
                        "test",
                        Manifest.BinaryLog.absent("test"),
                        null,
                        new Manifest.Data(1, 1, ""),
                        new Manifest.Objects(0, 0, 0, 0, 0, 0),
                        List.of());
        return new Catalog.Entry(
                name,
                manifest,
                verified ? Optional.of(new Verified(name, "", at, "9.7.4", 0)) : Optional.empty(),
                Optional.empty());
    }
}
