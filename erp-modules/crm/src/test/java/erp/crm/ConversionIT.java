package erp.crm;

import static erp.crm.Office.CRM;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.jobs.Job;
import erp.core.party.Companies;
import erp.crm.reports.SnapshotJob;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A lead becomes one opportunity with one customer, whoever asks how often. */
class ConversionIT {
    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        assertThat(office.broken()).isEmpty();
        office.close();
    }

    @Test
    void of_32_clients_who_convert_one_lead_all_get_the_one_conversion() throws Exception {
        UUID lead = office.lead("Ada", ",'organisationName':'Race Ltd','email':'a@race.example'");
        long customers = office.server.count("select count(*) from sales_customer");
        long orders = office.server.count("select count(*) from sales_order");
        List<Http.Response> answers =
                Together.run(
                        32,
                        _ ->
                                office.send(
                                        CRM + "leads/" + lead + "/convert",
                                        "{'order':" + office.order() + "}"));
        assertThat(statuses(answers)).containsOnly(200);
        Set<String> bodies = new HashSet<>(answers.stream().map(Http.Response::body).toList());
        assertThat(bodies).hasSize(1);
        assertThat(office.server.count("select count(*) from sales_customer"))
                .isEqualTo(customers + 1);
        assertThat(office.server.count("select count(*) from sales_order")).isEqualTo(orders + 1);
        Http.Response made = answers.getFirst();
        Http.Response deal =
                office.http.get(CRM + "opportunities/" + made.text("/opportunityId")).expect(200);
        assertThat(deal.text("/leadId")).isEqualTo(lead.toString());
        assertThat(deal.text("/orderId")).isEqualTo(made.text("/orderId"));
        assertThat(
                        office.http
                                .get("/api/v1/sales/orders/" + made.text("/orderId"))
                                .expect(200)
                                .text("/state"))
                .isEqualTo("DRAFT");
        assertThat(office.http.get(CRM + "leads/" + lead).text("/state")).isEqualTo("CONVERTED");
    }

    @Test
    void leads_of_one_organisation_that_are_converted_at_once_make_one_customer() throws Exception {
        List<UUID> leads =
                Together.run(
                        16,
                        i ->
                                office.lead(
                                        "Person " + i,
                                        ",'organisationName':'Shared','email':'p%d@shared.example'"
                                                .formatted(i)));
        for (UUID lead : leads) {
            office.act(CRM + "leads/" + lead + "/qualify");
        }
        UUID shared = office.organisation("Shared", ",'taxId':'SHARED1'");
        List<Http.Response> answers =
                Together.run(
                        16,
                        i ->
                                office.send(
                                        CRM + "leads/" + leads.get(i) + "/convert",
                                        "{'organisationId':'" + shared + "'}"));
        assertThat(statuses(answers)).containsOnly(200);
        assertThat(answers.stream().map(it -> it.text("/customerId")).distinct()).hasSize(1);
        assertThat(answers.stream().map(it -> it.text("/opportunityId")).distinct()).hasSize(16);
    }

    @Test
    void what_is_there_is_linked_and_not_copied() {
        UUID customer =
                office.post(
                                "/api/v1/sales/customers",
                                "{'name':'Old Friend','taxId':'OLD"
                                        + " 7-7','email':'old@friend.example'}")
                        .uuid("/id");
        UUID lead =
                office.lead(
                        "Eve",
                        ",'organisationName':'Old Friend GmbH','taxId':'OLD77',"
                                + "'email':'eve@friend.example'");
        UUID call =
                office.post(
                                CRM + "activities",
                                "{'kind':'CALL','subject':'Hello','dueDate':'2026-12-01','leadId':'%s'}"
                                        .formatted(lead))
                        .uuid("/id");
        office.act(
                CRM + "leads/" + lead + "/consents",
                "{'channel':'EMAIL','decision':'GRANTED','evidence':'form'}");
        Http.Response first = office.act(CRM + "leads/" + lead + "/convert");
        assertThat(first.uuid("/customerId")).isEqualTo(customer);
        Http.Response contact =
                office.http.get(CRM + "contacts/" + first.text("/contactId")).expect(200);
        assertThat(contact.text("/consents/email")).isEqualTo("GRANTED");
        Http.Response activity = office.http.get(CRM + "activities/" + call).expect(200);
        assertThat(activity.text("/opportunityId")).isEqualTo(first.text("/opportunityId"));

        UUID again = office.lead("Eve", ",'email':'EVE@friend.example'");
        Http.Response second = office.act(CRM + "leads/" + again + "/convert");
        for (String same : List.of("/organisationId", "/contactId", "/customerId")) {
            assertThat(second.text(same)).isEqualTo(first.text(same));
        }
        assertThat(second.text("/opportunityId")).isNotEqualTo(first.text("/opportunityId"));
        Http.Response told = office.http.get(CRM + "leads/" + again + "/conversion").expect(200);
        assertThat(told.text("/opportunityId")).isEqualTo(second.text("/opportunityId"));
    }

    @Test
    void what_a_converted_lead_says_of_being_reached_is_heard_of_its_contact() {
        UUID lead = office.lead("Nay", ",'email':'nay@said.example'");
        consent(lead, "GRANTED");
        UUID contact = office.act(CRM + "leads/" + lead + "/convert").uuid("/contactId");
        consent(lead, "WITHDRAWN");
        assertThat(office.http.get(CRM + "contacts/" + contact).text("/consents/email"))
                .isEqualTo("WITHDRAWN");
        UUID other = office.contact("Nay again", ",'phone':'+442079460030'");
        office.act(CRM + "contacts/" + other + "/merge", "{'duplicateId':'" + contact + "'}");
        consent(lead, "GRANTED");
        Http.Response heard = office.http.get(CRM + "contacts/" + other + "/consents").expect(200);
        assertThat(heard.json().at("/items").findValuesAsString("decision"))
                .containsExactly("GRANTED", "WITHDRAWN", "GRANTED");
    }

    private static void consent(UUID lead, String decision) {
        office.act(
                CRM + "leads/" + lead + "/consents",
                "{'channel':'EMAIL','decision':'%s','evidence':'form'}".formatted(decision));
    }

    @Test
    void what_is_used_no_more_stays_where_it_is_named_and_hinders_no_conversion() {
        UUID rep = office.post(CRM + "representatives", "{'code':'OLD','name':'Old'}").uuid("/id");
        UUID spare = office.post(CRM + "representatives", "{'code':'OFF','name':'O'}").uuid("/id");
        UUID source = office.post(CRM + "sources", "{'code':'FAIR','name':'Fair'}").uuid("/id");
        String of =
                "{'lastName':'Former','sourceCode':'FAIR','representativeId':'%s'}".formatted(rep);
        UUID lead = office.post(CRM + "leads", of).uuid("/id");
        end("representatives/" + rep, "OLD");
        end("representatives/" + spare, "OFF");
        end("sources/" + source, "FAIR");
        office.send(CRM + "leads", of).expect(422);
        put("leads/" + lead, 0, of.replace("Former", "Formerly")).expect(200);
        put("leads/" + lead, 1, of.replace(rep.toString(), spare.toString())).expect(422);
        UUID deal = office.act(CRM + "leads/" + lead + "/convert").uuid("/opportunityId");
        Http.Response made = office.http.get(CRM + "opportunities/" + deal).expect(200);
        assertThat(made.text("/sourceCode")).isEqualTo("FAIR");
        assertThat(made.text("/representativeId")).isEqualTo(rep.toString());
        put("opportunities/" + deal, 0, of.replace("lastName", "title")).expect(200);
    }

    private static void end(String path, String code) {
        String body = "{'code':'%1$s','name':'%1$s','active':false}".formatted(code);
        put(path, 0, body).expect(200);
    }

    private static Http.Response put(String path, int version, String json) {
        return office.http
                .with("If-Match", "\"" + version + "\"")
                .put(CRM + path, json.replace('\'', '"'));
    }

    @Test
    void a_merged_lead_leaves_its_representative_and_its_keys_to_what_comes_of_it() {
        UUID rep = office.post(CRM + "representatives", "{'code':'KEY','name':'K'}").uuid("/id");
        UUID kept = office.lead("Twice", ",'email':'one@alias.example'");
        UUID gone =
                office.lead(
                        "Twice",
                        ",'email':'two@alias.example','representativeId':'%s'".formatted(rep));
        office.act(CRM + "leads/" + kept + "/merge", "{'duplicateId':'" + gone + "'}");
        office.act(CRM + "leads/" + kept + "/disqualify", "{'reason':'later'}");
        Http.Response back = office.act(CRM + "leads/" + kept + "/reopen");
        assertThat(back.text("/representativeId")).isEqualTo(rep.toString());
        String alias = "{'lastName':'Twice','email':'TWO@alias.example'}";
        assertThat(office.send(CRM + "leads", alias).expect(409).uuid("/candidates/0/id"))
                .isEqualTo(kept);
        UUID contact = office.act(CRM + "leads/" + kept + "/convert").uuid("/contactId");
        assertThat(office.send(CRM + "contacts", alias).expect(409).uuid("/candidates/0/id"))
                .isEqualTo(contact);
    }

    @Test
    void a_contact_that_is_found_learns_what_the_lead_knows() {
        UUID known = office.contact("Half", ",'email':'half@known.example','jobTitle':'Buyer'");
        UUID lead =
                office.lead(
                        "Half",
                        ",'email':'HALF@known.example','phone':'+442079460040','jobTitle':'Boss'");
        Http.Response made = office.act(CRM + "leads/" + lead + "/convert");
        assertThat(made.uuid("/contactId")).isEqualTo(known);
        Http.Response now = office.http.get(CRM + "contacts/" + known).expect(200);
        assertThat(now.text("/phone")).isEqualTo("+442079460040");
        assertThat(now.text("/jobTitle")).isEqualTo("Buyer");
        assertThat(now.text("/email")).isEqualTo("half@known.example");
        assertThat(now.text("/organisationId")).isEqualTo(made.text("/organisationId"));
        office.send(CRM + "contacts", "{'lastName':'Other','phone':'+442079460040'}").expect(409);
    }

    @Test
    void an_organisation_with_another_tax_number_is_another_though_its_email_is_the_same() {
        UUID known = office.organisation("Mother", ",'taxId':'DE1','email':'info@group.example'");
        String lead = "{'organisationName':'Daughter','taxId':'%s','email':'info@group.example'}";
        UUID made = converted(lead.formatted("DE 2"));
        assertThat(made).isNotEqualTo(known);
        assertThat(office.http.get(CRM + "organisations/" + made).text("/taxId")).isEqualTo("DE 2");
        assertThat(converted(lead.formatted("DE2"))).isEqualTo(made);
        assertThat(converted(lead.formatted("DE1"))).isEqualTo(known);
        assertThat(office.http.get(CRM + "organisations/" + known).text("/name"))
                .isEqualTo("Mother");
    }

    private static UUID converted(String lead) {
        UUID id = office.post(CRM + "leads", lead).uuid("/id");
        return office.act(CRM + "leads/" + id + "/convert").uuid("/organisationId");
    }

    @Test
    void a_conversion_that_is_refused_leaves_nothing() {
        UUID lead = office.lead("Una", ",'email':'una@refused.example'");
        long customers = office.server.count("select count(*) from sales_customer");
        String bad =
                "{'order':{'warehouseId':'%s','lines':[{'itemId':'%s','quantity':'1','unitPrice':'1'}]}}"
                        .formatted(office.warehouse, UUID.randomUUID());
        Http.Response refused = office.send(CRM + "leads/" + lead + "/convert", bad);
        assertThat(refused.expect(422).errors()).containsExactly("/order/lines/0/itemId unknown");
        Http clerk = office.server.as("crm.leads.write", "crm.leads.read");
        String order = "{\"order\":" + office.order().replace('\'', '"') + "}";
        clerk.once().post(CRM + "leads/" + lead + "/convert", order).expect(403);
        clerk.once().post(CRM + "leads/" + lead + "/convert").expect(403);
        office.http.once().post(CRM + "leads/" + lead + "/convert?dryRun=true").expect(200);
        assertThat(office.server.count("select count(*) from sales_customer")).isEqualTo(customers);
        assertThat(office.http.get(CRM + "leads/" + lead).text("/state")).isEqualTo("NEW");
        office.http.post(CRM + "leads/" + lead + "/convert").expect(400);
        UUID other = office.server.addCompany();
        Http stranger = office.server.as(TestServer.USER, other, "*");
        stranger.once().post(CRM + "leads/" + lead + "/convert").expect(404);
    }

    @Test
    void a_disqualified_lead_frees_its_address_and_comes_back_only_while_it_is_free() {
        UUID first = office.lead("First", ",'email':'seat@taken.example'");
        office.act(CRM + "leads/" + first + "/disqualify", "{'reason':'no budget'}");
        UUID second = office.lead("Second", ",'email':'seat@taken.example'");
        Http.Response back = office.http.once().post(CRM + "leads/" + first + "/reopen");
        assertThat(back.expect(409).code()).isEqualTo("crm.DUPLICATE");
        office.act(CRM + "leads/" + second + "/disqualify", "{'reason':'a joke'}");
        assertThat(office.act(CRM + "leads/" + first + "/reopen").text("/state")).isEqualTo("NEW");
        office.act(CRM + "leads/" + first + "/contact");
        Http.Response wrong = office.http.once().post(CRM + "leads/" + first + "/reopen");
        assertThat(wrong.expect(409).code()).isEqualTo("crm.LEAD_STATE");
        UUID twin = office.lead("Twin", ",'phone':'+442079460020'");
        office.act(CRM + "leads/" + first + "/merge", "{'duplicateId':'" + twin + "'}");
        office.http.get(CRM + "leads/" + twin).expect(308);
        assertThat(office.http.get(CRM + "leads/" + first).text("/phone"))
                .isEqualTo("+442079460020");
        office.http.once().post(CRM + "leads/" + twin + "/convert").expect(409);
    }

    @Test
    void leads_of_a_territory_go_round_fairly_whoever_enters_them_at_once() throws Exception {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            UUID one =
                    office.post(
                                    CRM + "representatives",
                                    "{'code':'REP%d','name':'Rep %d'}".formatted(i, i))
                            .uuid("/id");
            members.append(i == 0 ? "" : ",").append("{'representativeId':'" + one + "'}");
        }
        UUID south =
                office.post(
                                CRM + "territories",
                                "{'code':'SOUTH','name':'South','country':'DE','postalPrefix':'8','members':[%s]}"
                                        .formatted(members))
                        .uuid("/id");
        office.post(
                CRM + "territories", "{'code':'DE','name':'Germany','country':'DE','members':[]}");
        List<Http.Response> leads =
                Together.run(
                        30,
                        i ->
                                office.post(
                                        CRM + "leads",
                                        "{'lastName':'R %d','country':'DE','postalCode':'8%04d'}"
                                                .formatted(i, i)));
        assertThat(leads).allMatch(it -> it.uuid("/territoryId").equals(south));
        var shares =
                leads.stream()
                        .collect(
                                java.util.stream.Collectors.groupingBy(
                                        it -> it.text("/representativeId"),
                                        java.util.stream.Collectors.counting()));
        assertThat(shares.values()).containsExactly(10L, 10L, 10L);
        Http.Response north =
                office.post(CRM + "leads", "{'lastName':'N','country':'DE','postalCode':'10115'}");
        assertThat(north.json().at("/representativeId").isNull()).isTrue();
        assertThat(north.json().at("/territoryId").isNull()).isFalse();
        Http.Response nowhere = office.post(CRM + "leads", "{'lastName':'A','country':'AT'}");
        assertThat(nowhere.json().at("/territoryId").isNull()).isTrue();
    }

    @Test
    void the_job_keeps_the_forecast_of_each_company_once_a_day_whatever_fails() throws Exception {
        UUID other = office.server.addCompany();
        Job job = new SnapshotJob(office.server.db(), new Companies()).job();
        Http stranger = office.server.as(TestServer.USER, other, "*");
        UUID deal =
                office.opportunity(office.organisation("Huge", ",'taxId':'H1'"), "1", "2027-01-01");
        amount(deal, "999999999999999");
        amount(
                office.opportunity(office.organisation("Vast", ",'taxId':'H2'"), "1", "2027-01-01"),
                "999999999999999");
        schema("add constraint ck_planted check (amount < 2)");
        assertThatThrownBy(() -> job.work().run()).isInstanceOf(RuntimeException.class);
        assertThat(stranger.get(CRM + "forecast-snapshots").json().at("/items")).hasSize(1);
        assertThat(office.http.get(CRM + "forecast-snapshots").json().at("/items")).isEmpty();
        schema("drop constraint ck_planted");
        job.work().run();
        job.work().run();
        for (Http company : List.of(office.http, stranger)) {
            Http.Response kept = company.get(CRM + "forecast-snapshots").expect(200);
            assertThat(kept.json().at("/items")).hasSize(1);
        }
        office.server.clock().advance(Duration.ofDays(1));
        job.work().run();
        Http.Response kept = stranger.get(CRM + "forecast-snapshots?sort=-date").expect(200);
        assertThat(kept.json().at("/items")).hasSize(2);
    }

    private static void schema(String change) throws SQLException {
        try (Connection connection = office.server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table crm_forecast_line " + change);
        }
    }

    /** More than can be entered. */
    private static void amount(UUID deal, String amount) throws SQLException {
        try (Connection connection = office.server.schema().administrator().connect();
                PreparedStatement update =
                        connection.prepareStatement(
                                "update crm_opportunity set amount = ? where id ="
                                        + " uuid_to_bin(?)")) {
            update.setString(1, amount);
            update.setString(2, deal.toString());
            assertThat(update.executeUpdate()).isOne();
        }
    }

    private static List<Integer> statuses(List<Http.Response> answers) {
        return answers.stream().map(Http.Response::status).toList();
    }
}
