package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.io.Inbox;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.Rollback;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

class AgentTest {

    @TempDir Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private TinyWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new TinyWorld();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void promotes_a_good_release_through_every_stage() {
        assertThat(run(_ -> {})).contains(Outcome.PROMOTED);
        assertThat(world.split().stable()).isEqualTo("v2");
        assertThat(world.pods("v1")).isEmpty();
        assertThat(world.weights()).containsSubsequence(0, 5, 50, 100);
        assertThat(read("report.md")).contains("# Release next: PROMOTED");
        assertThat(read("report.json")).contains("\"outcome\" : \"promoted\"", "\"exitCode\" : 0");
    }

    @Test
    void takes_back_a_release_that_fails_and_proves_it() {
        world.canaryErrors = 0.2;
        assertThat(run(_ -> {})).contains(Outcome.ROLLED_BACK);
        assertThat(world.toCanary()).isZero();
        assertThat(world.pods("v2")).isEmpty();
        Phase last = entries().getLast().phase();
        assertThat(last).isInstanceOf(Ended.RolledBack.class);
        assertThat(((Ended.RolledBack) last).verifiedAt()).isNotNull();
        assertThat(read("report.md"))
                .contains("ROLLED-BACK", "errors: v2 fails", "[x]", "no request on the canary");
    }

    @Test
    void promotes_a_release_that_mends_what_stable_does_wrong() {
        world.stableErrors = 0.08;
        assertThat(run(_ -> {})).contains(Outcome.PROMOTED);
    }

    @Test
    void blames_nobody_when_both_versions_fail_alike() {
        assertThat(
                        run(
                                phase -> {
                                    if (phase instanceof Live.Watching) {
                                        world.canaryErrors = 0.2;
                                        world.stableErrors = 0.2;
                                    }
                                }))
                .contains(Outcome.HELD);
        assertThat(world.toCanary()).isPositive();
    }

    @Test
    void takes_back_a_release_whose_pods_restart() {
        assertThat(
                        run(
                                phase -> {
                                    if (phase instanceof Live.Watching) {
                                        world.restarts = 3;
                                    }
                                }))
                .contains(Outcome.ROLLED_BACK);
    }

    @Test
    void refuses_a_canary_that_is_not_the_version_of_the_plan() {
        world.canaryInfo = "v3";
        assertThat(run(text -> text.replace("bake:", "patience: {smoke: 200ms}\nbake:"), _ -> {}))
                .contains(Outcome.REFUSED);
        assertThat(world.weights()).containsOnly(0);
        assertThat(world.pods("v2")).isEmpty();
        assertThat(read("report.json")).contains("\"exitCode\" : 5", "/info says version 'v3'");
    }

    @Test
    void refuses_when_stable_cannot_be_seen() {
        world.isVisible = false;
        assertThat(run(text -> text.replace("bake:", "patience: {preflight: 0s}\nbake:"), _ -> {}))
                .contains(Outcome.REFUSED);
        assertThat(world.weights()).isEmpty();
    }

    @Test
    void holds_when_metrics_vanish() {
        assertThat(
                        run(
                                text -> text.replace("staleAfter: 10s", "staleAfter: 1s"),
                                phase -> {
                                    if (phase instanceof Live.Watching) {
                                        world.isVisible = false;
                                    }
                                }))
                .contains(Outcome.HELD);
        assertThat(world.toCanary()).isPositive();
    }

    @Test
    void takes_back_a_release_that_has_lost_an_integration() {
        world.failingPath = "/bank";
        String bank = "integrations: [{name: bank, path: /bank, every: 1s, failures: 2}]";
        assertThat(run(text -> text.replace("gates:\n", "gates:\n  " + bank + "\n"), _ -> {}))
                .contains(Outcome.ROLLED_BACK);
        assertThat(read("report.md"))
                .contains("integrations: bank failed 2 times in a row on the canary, 0 on stable");
    }

    @Test
    void takes_back_a_release_that_breaks_in_the_middle_of_a_stage() {
        assertThat(
                        run(
                                phase -> {
                                    if (phase instanceof Live.Watching) {
                                        world.failingPath = "/api/v1/sales/customers";
                                    }
                                }))
                .contains(Outcome.ROLLED_BACK);
        assertThat(read("report.md")).contains("smoke: entrance sales: /api/v1/sales/customers");
    }

    @Test
    void refuses_a_release_whose_database_gate_would_see_nothing() {
        world.isUseShown = false;
        assertThat(run(text -> text.replace("bake:", "patience: {preflight: 0s}\nbake:"), _ -> {}))
                .contains(Outcome.REFUSED);
        assertThat(world.weights()).isEmpty();
        assertThat(read("report.md")).contains("gates.database.enabled: false");
    }

    @Test
    void promotes_a_release_whatever_was_deactivated_last() {
        world.shop.item(false);
        world.shop.customer("0");
        assertThat(run(_ -> {})).contains(Outcome.PROMOTED);
    }

    @ParameterizedTest
    @CsvSource({
        "items, there is no active item",
        "customers, there is no customer",
        "warehouses, there is no warehouse",
        "tax-codes, there is no tax code"
    })
    void refuses_before_anything_runs_what_cannot_be_tested(String list, String missing) {
        world.shop.clear(list);
        assertThat(run(AgentTest::impatient, _ -> {})).contains(Outcome.REFUSED);
        assertThat(world.weights()).isEmpty();
        assertThat(world.pods("v2")).isEmpty();
        assertThat(read("report.json"))
                .contains("\"exitCode\" : 5", missing, "gates.smoke.skip: [order]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"finance.PERIOD_CLOSED", "finance.NO_ACCOUNT_OF_ROLE"})
    void refuses_before_anything_runs_where_stable_takes_no_order(String code) {
        world.shop.refuseOrders(code);
        assertThat(run(AgentTest::impatient, _ -> {})).contains(Outcome.REFUSED);
        assertThat(world.pods("v2")).isEmpty();
        assertThat(read("report.md")).contains("could not be tested", code);
    }

    @Test
    void refuses_where_every_item_is_deactivated() {
        world.shop.deactivateItems();
        assertThat(run(AgentTest::impatient, _ -> {})).contains(Outcome.REFUSED);
        assertThat(world.pods("v2")).isEmpty();
        assertThat(read("report.md")).contains("there is no active item");
    }

    @Test
    void a_module_without_rows_is_no_pass() {
        world.shop.clear("accounts");
        assertThat(run(AgentTest::impatient, _ -> {})).contains(Outcome.REFUSED);
        assertThat(world.pods("v2")).isEmpty();
        assertThat(read("report.md")).contains("/api/v1/finance/accounts", "shows no row");
    }

    @Test
    void promotes_without_a_test_that_the_plan_leaves_out_and_says_so() {
        world.shop.clear("items");
        String skip = "gates:\n  smoke: {skip: [inventory, order]}\n";
        assertThat(run(text -> text.replace("gates:\n", skip), _ -> {})).contains(Outcome.PROMOTED);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("smoke test order: turned off by the plan");
    }

    @Test
    void refuses_to_leave_out_a_test_that_stable_does_not_know() {
        String skip = "gates:\n  smoke: {skip: [ordr]}\n";
        assertThat(run(text -> impatient(text).replace("gates:\n", skip), _ -> {}))
                .contains(Outcome.REFUSED);
        assertThat(world.pods("v2")).isEmpty();
        assertThat(read("report.json"))
                .contains("\"exitCode\" : 5", "leaves out ordr", "sales, order");
    }

    @Test
    void refuses_a_release_from_an_older_stable_that_tells_no_smoke_tests() {
        world.shop.tellNoTests();
        assertThat(run(AgentTest::impatient, _ -> {})).contains(Outcome.REFUSED);
        assertThat(world.pods("v2")).isEmpty();
        assertThat(read("report.json"))
                .contains(
                        "\"exitCode\" : 5",
                        "v1 does not tell what to try",
                        "gates.smoke.enabled: false");
    }

    @Test
    void promotes_from_an_older_stable_without_smoke_tests_and_says_so() {
        world.shop.tellNoTests();
        String without = "gates:\n  smoke: {enabled: false}\n";
        assertThat(run(text -> text.replace("gates:\n", without), _ -> {}))
                .contains(Outcome.PROMOTED);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("smoke: turned off by the plan but for health, version and sign-in");
    }

    @Test
    void holds_a_release_that_can_no_longer_be_tested() {
        assertThat(
                        run(
                                phase -> {
                                    if (phase instanceof Live.Shifting) {
                                        world.shop.deactivateItems();
                                    }
                                }))
                .contains(Outcome.HELD);
        assertThat(world.toCanary()).isPositive();
        assertThat(read("report.md")).contains("could not be tested: there is no active item");
    }

    @Test
    void takes_back_a_release_that_refuses_an_order_which_stable_takes() {
        assertThat(
                        run(
                                phase -> {
                                    if (phase instanceof Live.Watching) {
                                        world.canaryRefusal = "inventory.INACTIVE_ITEM";
                                    }
                                }))
                .contains(Outcome.ROLLED_BACK);
        assertThat(read("report.md")).contains("entrance order", "inventory.INACTIVE_ITEM");
    }

    @Test
    void a_rollback_is_not_proven_by_tests_that_could_not_be_made() {
        world.canaryErrors = 0.2;
        assertThat(
                        run(
                                plan -> plan.replace("bake:", "patience: {prove: 1s}\nbake:"),
                                phase -> {
                                    if (phase instanceof Rollback.Restoring) {
                                        world.shop.clear("items");
                                    }
                                }))
                .contains(Outcome.ROLLED_BACK);
        assertThat(((Ended.RolledBack) entries().getLast().phase()).verifiedAt()).isNull();
        assertThat(read("report.md"))
                .contains("Look now", "could not be tested", "there is no active item");
    }

    @Test
    void a_rollback_is_not_proven_by_answer_times_that_nobody_shows() {
        world.canaryErrors = 0.2;
        assertThat(
                        run(
                                plan -> plan.replace("bake:", "patience: {prove: 1s}\nbake:"),
                                phase -> {
                                    if (phase instanceof Rollback.Restoring) {
                                        world.areTimesShown = false;
                                    }
                                }))
                .contains(Outcome.ROLLED_BACK);
        assertThat(((Ended.RolledBack) entries().getLast().phase()).verifiedAt()).isNull();
        assertThat(read("report.md")).contains("95 % within a time that is not shown");
    }

    private static String impatient(String plan) {
        return plan.replace("bake:", "patience: {preflight: 0s, smoke: 200ms}\nbake:");
    }

    @Test
    void obeys_an_order_once() {
        Inbox inbox = new Inbox(directory.resolve("control"));
        assertThat(
                        run(
                                phase -> {
                                    if (phase instanceof Live.Watching
                                            && inbox.oldest(Set.of()) == null) {
                                        inbox.put(Order.Verb.ROLLBACK, "ann", Instant.EPOCH);
                                    }
                                }))
                .contains(Outcome.ROLLED_BACK);
        assertThat(entries().stream().filter(entry -> entry.order() != null)).hasSize(1);
        assertThat(read("report.md")).contains("asked by ann");
    }

    @Test
    void carries_out_a_rollback_though_it_fails_to_look() {
        Inbox inbox = new Inbox(directory.resolve("control"));
        assertThat(
                        run(
                                plan -> plan.replace("bake:", "patience: {prove: 1s}\nbake:"),
                                phase -> {
                                    if (phase instanceof Live.Watching
                                            && inbox.oldest(Set.of()) == null) {
                                        world.isLookFaulty = true;
                                        inbox.put(Order.Verb.ROLLBACK, "ann", Instant.EPOCH);
                                    }
                                }))
                .contains(Outcome.ROLLED_BACK);
        assertThat(world.toCanary()).isZero();
        assertThat(world.pods("v2")).isEmpty();
        assertThat(((Ended.RolledBack) entries().getLast().phase()).verifiedAt()).isNull();
    }

    @Test
    void holds_when_it_fails_to_look() {
        assertThat(run(phase -> world.isLookFaulty = phase instanceof Live.Watching))
                .contains(Outcome.HELD);
        assertThat(read("report.md")).contains("the agent failed to look", "a fault of the agent");
    }

    @Test
    void prints_plain_lines_where_there_is_no_terminal() {
        run(_ -> {});
        String text = shown.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("watching at 50 %", "promoted: v2 is stable now")
                .doesNotContain("\u001b");
    }

    private Optional<Outcome> run(Consumer<Phase> onTick) {
        return run(text -> text, onTick);
    }

    private Optional<Outcome> run(UnaryOperator<String> change, Consumer<Phase> onTick) {
        return new TinyRelease(world, directory, shown).run(change, onTick);
    }

    private List<Entry> entries() {
        return Journal.peek(directory);
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
