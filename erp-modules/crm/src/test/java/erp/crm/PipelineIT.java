package erp.crm;

import static erp.crm.Office.CRM;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Opportunities go along their stages, and what comes of them is told. */
class PipelineIT {
    private static Office office;
    private static UUID buyer;

    @BeforeAll
    static void open() {
        office = new Office();
        buyer = office.organisation("Buyer", ",'taxId':'BUY1'");
        office.post(CRM + "lost-reasons", "{'code':'PRICE','name':'Too dear'}");
    }

    @AfterAll
    static void close() {
        assertThat(office.broken()).isEmpty();
        office.close();
    }

    @Test
    void a_stage_is_reached_only_with_all_that_it_and_those_before_it_ask_for() {
        UUID deal = office.post(CRM + "opportunities", "{'title':'Vague'}").uuid("/id");
        Http.Response refused = move(deal, 2);
        assertThat(refused.expect(409).code()).isEqualTo("crm.STAGE_GATE");
        assertThat(refused.errors())
                .containsExactly("/amount gate", "/expectedClose gate", "/organisationId gate");
        Http seen = office.http.with("If-Match", "\"0\"");
        String offer =
                "{'title':'Clear','amount':{'amount':'500','currency':'EUR'},'organisationId':'%s'}"
                        .formatted(buyer)
                        .replace('\'', '"');
        seen.put(CRM + "opportunities/" + deal, offer).expect(200);
        assertThat(move(deal, 1).expect(200).text("/probability")).isEqualTo("40");
        move(deal, 2).expect(409);
        Http.Response poorer =
                office.http
                        .with("If-Match", "\"2\"")
                        .put(CRM + "opportunities/" + deal, "{\"title\":\"Vague again\"}");
        assertThat(poorer.expect(409).errors())
                .containsExactly("/amount gate", "/organisationId gate");
        assertThat(office.send(CRM + "opportunities/" + deal + "/win", "").expect(409).errors())
                .containsExactly("/expectedClose gate");
        move(deal, 0).expect(200);
        office.send(
                        CRM + "opportunities/" + deal + "/move",
                        "{'stageId':'" + UUID.randomUUID() + "'}")
                .expect(422);
    }

    @Test
    void won_lost_and_reopened_leave_a_history_without_a_gap() {
        UUID deal = office.opportunity(buyer, "1000", "2027-03-15");
        move(deal, 1).expect(200);
        office.server.clock().advance(Duration.ofDays(2));
        Http.Response lost =
                office.act(
                        CRM + "opportunities/" + deal + "/lose",
                        "{'reasonCode':'PRICE','note':'a third'}");
        assertThat(lost.text("/probability")).isEqualTo("0");
        move(deal, 2).expect(409);
        office.send(CRM + "opportunities/" + deal + "/lose", "{'reasonCode':'PRICE'}").expect(409);
        office.act(CRM + "opportunities/" + deal + "/reopen");
        move(deal, 2).expect(200);
        assertThat(office.act(CRM + "opportunities/" + deal + "/win").text("/probability"))
                .isEqualTo("100");
        Http.Response changes =
                office.http.get(CRM + "opportunities/" + deal + "/stage-changes").expect(200);
        assertThat(changes.json().at("/items").findValuesAsString("changeNo"))
                .containsExactly("6", "5", "4", "3", "2", "1");
        assertThat(changes.json().at("/items").findValuesAsString("toState"))
                .containsExactly("WON", "OPEN", "OPEN", "LOST", "OPEN", "OPEN");
        assertThat(
                        office.http
                                .get(CRM + "opportunities/" + deal + "/history")
                                .json()
                                .at("/items")
                                .findValuesAsString("action"))
                .containsExactly("win", "move", "reopen", "lose", "move", "create");
        Http.Response unknown =
                office.send(CRM + "opportunities/" + deal + "/lose", "{'reasonCode':'MOON'}");
        assertThat(unknown.expect(422).errors()).containsExactly("/reasonCode unknown");
    }

    @Test
    void a_stage_with_opportunities_stays_and_others_go() {
        UUID made =
                office.post(
                                CRM + "pipelines",
                                "{'code':'P','name':'P','stages':["
                                        + "{'code':'A','name':'A','probability':1,'requires':[]},"
                                        + "{'code':'B','name':'B','probability':2,'requires':[]}]}")
                        .uuid("/id");
        office.post(CRM + "opportunities", "{'title':'T','pipelineId':'" + made + "'}");
        Http seen = office.http.with("If-Match", "\"0\"");
        String one =
                "{\"code\":\"P\",\"name\":\"P\",\"stages\":[{\"code\":\"%s\",\"name\":\"X\","
                        + "\"probability\":7,\"requires\":[\"SOURCE\"]}]}";
        Http.Response used = seen.put(CRM + "pipelines/" + made, one.formatted("B"));
        assertThat(used.expect(409).code()).isEqualTo("crm.STAGE_IN_USE");
        Http.Response changed = seen.put(CRM + "pipelines/" + made, one.formatted("A"));
        assertThat(changed.expect(200).json().at("/stages")).hasSize(1);
        seen.put(CRM + "pipelines/" + made, one.formatted("A")).expect(412);
        office.send(
                        CRM + "pipelines",
                        "{'code':'Q','name':'Q','stages':["
                                + "{'code':'A','name':'A','probability':1,'requires':[]},"
                                + "{'code':'A','name':'B','probability':2,'requires':[]}]}")
                .expect(422);
    }

    @Test
    void the_forecast_is_weighted_by_month_and_a_snapshot_keeps_it() {
        UUID own = pipeline("FC");
        for (String[] deal :
                new String[][] {
                    {"333.35", "2028-05-01"}, {"333.35", "2028-05-31"}, {"50", "2028-06-30"}
                }) {
            office.post(
                    CRM + "opportunities",
                    """
                    {'title':'F','pipelineId':'%s','expectedClose':'%s','organisationId':'%s',
                     'amount':{'amount':'%s','currency':'EUR'}}
                    """
                            .formatted(own, deal[1], buyer, deal[0]));
        }
        String months =
                "[{\"month\":\"2028-05-01\",\"opportunities\":2,\"amount\":{\"amount\":\"666.70\","
                    + "\"currency\":\"EUR\"},\"weighted\":{\"amount\":\"200.01\",\"currency\":\"EUR\"}},"
                    + "{\"month\":\"2028-06-01\",\"opportunities\":1,\"amount\":{\"amount\":\"50.00\","
                    + "\"currency\":\"EUR\"},\"weighted\":{\"amount\":\"15.00\",\"currency\":\"EUR\"}}]";
        String report = CRM + "reports/forecast?pipelineId=" + own;
        assertThat(office.http.get(report).expect(200).json().at("/months").toString())
                .isEqualTo(months);
        String today = office.http.get(report).text("/date");
        office.http.post(CRM + "forecast-snapshots").expect(201);
        office.http.post(CRM + "forecast-snapshots").expect(409);
        office.http
                .get(CRM + "opportunities?pipelineId=" + own + "&state=OPEN")
                .json()
                .at("/items")
                .findValuesAsString("id")
                .forEach(
                        id ->
                                office.act(
                                        CRM + "opportunities/" + id + "/lose",
                                        "{'reasonCode':'PRICE'}"));
        assertThat(office.http.get(report).json().at("/months")).isEmpty();
        assertThat(office.http.get(report + "&at=" + today).json().at("/months").toString())
                .isEqualTo(months);
        office.http.get(report + "&at=2020-01-01").expect(404);
        Http.Response losses =
                office.http.get(CRM + "reports/losses?pipelineId=" + own).expect(200);
        assertThat(losses.text("/losses/0/reasonCode")).isEqualTo("PRICE");
        assertThat(losses.text("/losses/0/opportunities")).isEqualTo("3");
        assertThat(losses.text("/losses/0/amount/amount")).isEqualTo("716.70");
    }

    @Test
    void velocity_is_what_the_changes_say() {
        UUID own = pipeline("VE");
        List<String> stages =
                office.http
                        .get(CRM + "pipelines/" + own)
                        .json()
                        .at("/stages")
                        .findValuesAsString("id");
        UUID won = velocityDeal(own, "900");
        UUID lost = velocityDeal(own, "50");
        office.server.clock().advance(Duration.ofDays(4));
        for (UUID deal : List.of(won, lost)) {
            office.act(
                    CRM + "opportunities/" + deal + "/move", "{'stageId':'" + stages.get(1) + "'}");
        }
        office.server.clock().advance(Duration.ofDays(2));
        office.act(CRM + "opportunities/" + won + "/win");
        office.act(CRM + "opportunities/" + lost + "/lose", "{'reasonCode':'PRICE'}");
        Http.Response velocity =
                office.http.get(CRM + "pipelines/" + own + "/velocity").expect(200);
        assertThat(velocity.text("/stages/0/averageDays")).isEqualTo("4.00");
        assertThat(velocity.text("/stages/0/advanced")).isEqualTo("2");
        assertThat(velocity.text("/stages/1/averageDays")).isEqualTo("2.00");
        assertThat(velocity.text("/stages/1/lost")).isEqualTo("1");
        assertThat(velocity.text("/winRate")).isEqualTo("0.5000");
        assertThat(velocity.text("/averageCycleDays")).isEqualTo("6.00");
        assertThat(velocity.text("/perDay/amount")).isEqualTo("150.00");
    }

    @Test
    void sums_may_be_larger_than_each_amount_may() {
        UUID own = pipeline("BIG");
        office.post(
                CRM + "campaigns",
                "{'code':'BIG','name':'Big','channel':'EMAIL','startDate':'2026-03-01'}");
        String body =
                """
                {'title':'B','pipelineId':'%s','organisationId':'%s','expectedClose':'2029-01-01',
                 'campaignCode':'BIG','amount':{'amount':'9999999999999','currency':'EUR'}}
                """
                        .formatted(own, buyer);
        List<UUID> deals =
                IntStream.range(0, 4)
                        .mapToObj(_ -> office.post(CRM + "opportunities", body).uuid("/id"))
                        .toList();
        String sum = "39999999999996.00";
        String half = "19999999999998.00";
        Http.Response forecast = office.http.get(CRM + "reports/forecast?pipelineId=" + own);
        assertThat(forecast.expect(200).text("/months/0/amount/amount")).isEqualTo(sum);
        office.server.clock().advance(Duration.ofSeconds(1));
        for (int i = 0; i < 4; i++) {
            office.act(
                    CRM + "opportunities/" + deals.get(i) + (i < 2 ? "/win" : "/lose"),
                    i < 2 ? "" : "{'reasonCode':'PRICE'}");
        }
        Http.Response losses = office.http.get(CRM + "reports/losses?pipelineId=" + own);
        assertThat(losses.expect(200).text("/losses/0/amount/amount")).isEqualTo(half);
        Http.Response velocity = office.http.get(CRM + "pipelines/" + own + "/velocity");
        assertThat(velocity.expect(200).text("/wonAmount/amount")).isEqualTo(half);
        Http.Response campaigns = office.http.get(CRM + "reports/campaigns");
        assertThat(campaigns.expect(200).body()).contains(half);
    }

    @Test
    void whoever_began_earlier_and_came_later_leaves_the_later_word() {
        UUID deal = office.opportunity(buyer, "1000", "2027-03-15");
        UUID contact = office.contact("Late", ",'email':'late@word.example'");
        String consents = CRM + "contacts/" + contact + "/consents";
        String said = "{'channel':'EMAIL','decision':'%s','evidence':'form'}";
        move(deal, 1).expect(200);
        office.act(consents, said.formatted("GRANTED"));
        office.server.clock().advance(Duration.ofSeconds(-2));
        move(deal, 2).expect(200);
        office.act(CRM + "opportunities/" + deal + "/win");
        office.act(consents, said.formatted("WITHDRAWN"));
        office.server.clock().advance(Duration.ofSeconds(2));
        Http.Response heard = office.http.get(consents).expect(200);
        assertThat(moments(heard, "decidedAt"))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates();
        Http.Response changes = office.http.get(CRM + "opportunities/" + deal + "/stage-changes");
        assertThat(moments(changes, "changedAt")).isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static List<Instant> moments(Http.Response list, String field) {
        return list.json().at("/items").findValuesAsString(field).stream()
                .map(Instant::parse)
                .toList();
    }

    @Test
    void the_feed_has_what_is_overdue_first_and_nothing_that_is_done_or_not_yet_due() {
        UUID rep =
                office.post(CRM + "representatives", "{'code':'FEED','name':'Feed'}").uuid("/id");
        String today = office.http.get(CRM + "reports/forecast").text("/date");
        UUID late = activity(rep, "2026-01-01");
        UUID now = activity(rep, today);
        UUID done = activity(rep, "2026-01-02");
        activity(rep, "2099-01-01");
        office.act(CRM + "activities/" + done + "/complete", "{'outcome':'sold'}");
        office.send(CRM + "activities/" + done + "/cancel", "").expect(409);
        Http.Response feed =
                office.http.get(CRM + "activity-feed?representativeId=" + rep).expect(200);
        assertThat(feed.json().at("/items").findValuesAsString("id"))
                .containsExactly(late.toString(), now.toString());
        assertThat(feed.json().at("/items").findValuesAsString("overdue"))
                .containsExactly("true", "false");
        Http.Response nothing =
                office.send(
                        CRM + "activities", "{'kind':'TASK','subject':'x','dueDate':'2026-01-01'}");
        assertThat(nothing.expect(422).errors()).containsExactly("/organisationId required");
    }

    @Test
    void a_representative_who_signs_in_sees_what_is_his_without_knowing_an_id() {
        String reps = CRM + "representatives";
        String body = "{'code':'%s','name':'Me','userId':'%s'}";
        UUID me = office.post(reps, body.formatted("ME", TestServer.USER)).uuid("/id");
        Http.Response taken = office.send(reps, body.formatted("ME2", TestServer.USER));
        assertThat(taken.expect(409).code()).isEqualTo("crm.USER_TAKEN");
        Http.Response nobody = office.send(reps, body.formatted("ME3", Office.NOBODY));
        assertThat(nobody.expect(422).errors()).containsExactly("/userId unknown");
        String mine = ",'representativeId':'" + me + "'";
        UUID organisation = office.organisation("Mine", mine);
        UUID lead = office.lead("Mine", mine);
        UUID deal = office.post(CRM + "opportunities", "{'title':'M'" + mine + "}").uuid("/id");
        office.lead("Other", "");
        UUID due = activity(me, "2026-01-01");
        assertThat(owned("organisations")).containsExactly(organisation.toString());
        assertThat(owned("leads")).containsExactly(lead.toString());
        assertThat(owned("opportunities")).containsExactly(deal.toString());
        assertThat(owned("activities")).containsExactly(due.toString());
        assertThat(owned("activity-feed")).containsExactly(due.toString());
        Http seen = office.http.with("If-Match", "\"0\"");
        seen.put(reps + "/" + me, "{\"code\":\"ME\",\"name\":\"Me\"}").expect(200);
        assertThat(owned("leads")).isEmpty();
    }

    private static List<String> owned(String list) {
        Http.Response found = office.http.get(CRM + list + "?owner=me").expect(200);
        return found.json().at("/items").findValuesAsString("id");
    }

    private static UUID activity(UUID representative, String due) {
        return office.post(
                        CRM + "activities",
                        "{'kind':'TASK','subject':'Do','dueDate':'%s','organisationId':'%s','representativeId':'%s'}"
                                .formatted(due, buyer, representative))
                .uuid("/id");
    }

    private static UUID velocityDeal(UUID pipeline, String amount) {
        return office.post(
                        CRM + "opportunities",
                        """
                        {'title':'V','pipelineId':'%s','organisationId':'%s',
                         'amount':{'amount':'%s','currency':'EUR'}}
                        """
                                .formatted(pipeline, buyer, amount))
                .uuid("/id");
    }

    private static UUID pipeline(String code) {
        return office.post(
                        CRM + "pipelines",
                        """
                        {'code':'%s','name':'Own','stages':[
                          {'code':'A','name':'A','probability':30,'requires':[]},
                          {'code':'B','name':'B','probability':60,'requires':[]}]}
                        """
                                .formatted(code))
                .uuid("/id");
    }

    private static Http.Response move(UUID deal, int stage) {
        return office.send(
                CRM + "opportunities/" + deal + "/move",
                "{'stageId':'" + office.stage(stage) + "'}");
    }
}
