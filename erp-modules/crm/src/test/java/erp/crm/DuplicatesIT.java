package erp.crm;

import static erp.crm.Office.CRM;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Nobody is there twice, and who is after all becomes one. */
class DuplicatesIT {
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
    void the_same_address_number_or_tax_number_is_found_however_it_is_written() {
        UUID acme =
                office.organisation(
                        "Acme",
                        ",'email':'Info@ACME.example','phone':'030 / 123 456-78','country':'DE',"
                                + "'taxId':'DE 123.456-789'");
        Http.Response shown = office.http.get(CRM + "organisations/" + acme).expect(200);
        assertThat(shown.text("/phone")).isEqualTo("+493012345678");
        Http.Response refused =
                office.send(
                                CRM + "organisations",
                                "{'name':'Acme"
                                    + " Ltd','email':'info@acme.EXAMPLE','taxId':'de123456789','phone':'+49"
                                    + " 30 12345678'}")
                        .expect(409);
        assertThat(refused.code()).isEqualTo("crm.DUPLICATE");
        assertThat(refused.errors())
                .containsExactly("/email duplicate", "/phone duplicate", "/taxId duplicate");
        assertThat(refused.json().at("/candidates")).hasSize(1);
        assertThat(refused.text("/candidates/0/path")).isEqualTo(CRM + "organisations/" + acme);
        assertThat(refused.text("/candidates/0/name")).isEqualTo("Acme");
        Http.Response found =
                office.http.get(CRM + "duplicates?phone=030%2012345678&country=DE").expect(200);
        assertThat(found.uuid("/candidates/0/id")).isEqualTo(acme);
    }

    @Test
    void who_is_there_is_answered_on_request_and_nothing_is_written() {
        UUID ada = office.contact("Ada", ",'email':'ada@one.example'");
        long before = office.server.count("select count(*) from crm_identifier");
        Http.Response there =
                office.send(
                        CRM + "contacts?onDuplicate=return",
                        "{'lastName':'Lovelace','email':'ADA@one.example','phone':'+442079460001'}");
        assertThat(there.expect(200).uuid("/id")).isEqualTo(ada);
        assertThat(there.header("Location")).hasValue(CRM + "contacts/" + ada);
        assertThat(there.text("/lastName")).isEqualTo("Ada");
        assertThat(office.server.count("select count(*) from crm_identifier")).isEqualTo(before);

        UUID bob = office.contact("Bob", ",'phone':'+442079460002'");
        Http.Response two =
                office.send(
                        CRM + "contacts?onDuplicate=return",
                        "{'lastName':'Both','email':'ada@one.example','phone':'+442079460002'}");
        assertThat(two.expect(409).json().at("/candidates")).hasSize(2);
        assertThat(two.json().at("/candidates").findValuesAsString("id"))
                .containsExactly(ada.toString(), bob.toString());
    }

    @Test
    void who_may_not_see_them_is_told_no_names() {
        UUID eve = office.contact("Secretive", ",'email':'eve@hidden.example'");
        Http writer = office.server.as("crm.parties.write");
        String body = "{\"lastName\":\"X\",\"email\":\"eve@hidden.example\"}";
        Http.Response refused = writer.once().post(CRM + "contacts", body).expect(409);
        assertThat(refused.uuid("/candidates/0/id")).isEqualTo(eve);
        assertThat(refused.body()).doesNotContain("Secretive");
        Http.Response there =
                writer.once().post(CRM + "contacts?onDuplicate=return", body).expect(200);
        assertThat(there.body()).isEqualTo("{\"id\":\"" + eve + "\"}");
        assertThat(there.header("Location")).hasValue(CRM + "contacts/" + eve);
    }

    @Test
    void of_32_who_enter_the_same_lead_at_once_one_makes_it_and_all_get_it() throws Exception {
        List<Http.Response> answers =
                Together.run(
                        32,
                        i ->
                                office.send(
                                        CRM + "leads?onDuplicate=return",
                                        "{'lastName':'Twin %s','email':'TWIN@race.example','phone':'+4930123456%02d'}"
                                                .formatted(i, i % 2)));
        assertThat(statuses(answers)).containsOnly(200, 201).containsOnlyOnce(201);
        Set<UUID> ids = new HashSet<>();
        answers.forEach(it -> ids.add(it.uuid("/id")));
        assertThat(ids).hasSize(1);
        List<Http.Response> refused =
                Together.run(
                        8,
                        i ->
                                office.send(
                                        CRM + "organisations",
                                        "{'name':'Race','taxId':'FR 99 %s'}".formatted("1")));
        assertThat(statuses(refused)).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void a_change_claims_what_is_new_and_gives_up_what_was() {
        UUID one = office.contact("One", ",'email':'one@swap.example'");
        UUID two = office.contact("Two", ",'email':'two@swap.example'");
        Http seen = office.http.with("If-Match", "\"0\"");
        String body = "{\"lastName\":\"One\",\"email\":\"%s\"}";
        Http.Response taken = seen.put(CRM + "contacts/" + one, body.formatted("Two@swap.example"));
        assertThat(taken.expect(409).text("/candidates/0/id")).isEqualTo(two.toString());
        seen.put(CRM + "contacts/" + one, body.formatted("new@swap.example")).expect(200);
        office.contact("Three", ",'email':'one@swap.example'");
        office.http.put(CRM + "contacts/" + one, body.formatted("x@swap.example")).expect(428);
    }

    @Test
    void an_organisation_that_a_lead_is_of_learns_what_was_not_known_of_it() {
        UUID there = office.organisation("Known", ",'taxId':'FILL 1','email':'own@fill.example'");
        UUID lead =
                office.post(
                                CRM + "leads",
                                """
                                {'organisationName':'Known','taxId':'FILL1','email':'new@fill.example',
                                 'phone':'+442079460061','street':'1 High Street','city':'York','country':'GB'}
                                """)
                        .uuid("/id");
        Http.Response made = office.act(CRM + "leads/" + lead + "/convert");
        assertThat(made.uuid("/organisationId")).isEqualTo(there);
        Http.Response now = office.http.get(CRM + "organisations/" + there).expect(200);
        assertThat(now.text("/email")).isEqualTo("own@fill.example");
        assertThat(now.text("/taxId")).isEqualTo("FILL 1");
        assertThat(now.text("/phone")).isEqualTo("+442079460061");
        assertThat(now.text("/city")).isEqualTo("York");
        Http.Response history = office.http.get(CRM + "organisations/" + there + "/history");
        assertThat(history.expect(200).json().at("/items").findValuesAsString("action"))
                .containsExactly("customer", "complete", "create");
        assertThat(history.json().at("/items/1/detail").toString()).contains("phone", "address");
        for (String key : List.of("'phone':'+442079460061'", "'email':'new@fill.example'")) {
            office.send(CRM + "organisations", "{'name':'Twin'," + key + "}").expect(409);
        }
    }

    @Test
    void a_merge_moves_all_and_the_old_place_tells_the_new_one() {
        UUID kept = office.organisation("Kept", ",'taxId':'IT111'");
        UUID gone = office.organisation("Gone", ",'email':'x@gone.example','taxId':'IT222'");
        UUID person = office.contact("Worker", ",'organisationId':'" + gone + "'");
        UUID deal = office.opportunity(gone, "100", "2027-01-31");
        UUID call =
                office.post(
                                CRM + "activities",
                                "{'kind':'CALL','subject':'Ask','dueDate':'2026-12-01','organisationId':'%s'}"
                                        .formatted(gone))
                        .uuid("/id");
        String order = CRM + "opportunities/" + deal + "/order";
        office.act(order, office.order());
        merge("organisations", kept, gone);

        Http.Response moved = office.http.get(CRM + "organisations/" + gone).expect(308);
        assertThat(moved.header("Location")).hasValue(CRM + "organisations/" + kept);
        assertThat(owner("contacts", person)).isEqualTo(kept.toString());
        assertThat(owner("opportunities", deal)).isEqualTo(kept.toString());
        assertThat(owner("activities", call)).isEqualTo(kept.toString());
        Http.Response now = office.http.get(CRM + "organisations/" + kept).expect(200);
        assertThat(now.text("/email")).isEqualTo("x@gone.example");
        assertThat(now.text("/taxId")).isEqualTo("IT111");
        assertThat(
                        office.http
                                .get(CRM + "organisations/" + kept + "/customers")
                                .json()
                                .at("/items"))
                .hasSize(1);
        for (String alias : List.of("'taxId':'it 222'", "'email':'X@gone.example'")) {
            Http.Response there =
                    office.send(CRM + "organisations", "{'name':'Again'," + alias + "}");
            assertThat(there.expect(409).text("/candidates/0/id")).isEqualTo(kept.toString());
        }

        UUID third = office.organisation("Third", "");
        merge("organisations", third, kept);
        assertThat(office.http.get(CRM + "organisations/" + gone).header("Location"))
                .hasValue(CRM + "organisations/" + third);
        Http.Response late =
                office.send(
                        CRM + "contacts", "{'lastName':'Late','organisationId':'" + gone + "'}");
        assertThat(late.expect(409).code()).isEqualTo("crm.MERGED");
        assertThat(late.text("/candidates/0/id")).isEqualTo(third.toString());
        Http.Response twice =
                office.send(
                        CRM + "organisations/" + third + "/merge",
                        "{'duplicateId':'" + gone + "'}");
        assertThat(twice.expect(409).errors()).containsExactly("/duplicateId merged");
        office.send(CRM + "organisations/" + third + "/merge", "{'duplicateId':'" + third + "'}")
                .expect(409);
    }

    @Test
    void of_two_contacts_who_are_one_the_one_who_said_no_is_heard() {
        UUID yes = office.contact("Yes", ",'email':'yes@consent.example'");
        UUID no = office.contact("No", ",'phone':'+442079460010'");
        consent(yes, "EMAIL", "GRANTED");
        consent(yes, "PHONE", "GRANTED");
        consent(no, "EMAIL", "WITHDRAWN");
        consent(no, "POST", "GRANTED");
        UUID campaign =
                office.post(
                                CRM + "campaigns",
                                "{'code':'SPRING','name':'Spring','channel':'EMAIL','startDate':'2026-03-01'}")
                        .uuid("/id");
        String recipients = CRM + "campaigns/" + campaign + "/recipients";
        assertThat(office.http.get(recipients).json().at("/items").toString())
                .contains("yes@consent.example");
        merge("contacts", yes, no);
        Http.Response merged = office.http.get(CRM + "contacts/" + yes).expect(200);
        assertThat(merged.text("/consents/email")).isEqualTo("WITHDRAWN");
        assertThat(merged.text("/consents/phone")).isEqualTo("GRANTED");
        assertThat(merged.text("/consents/post")).isEqualTo("GRANTED");
        assertThat(office.http.get(recipients).json().at("/items")).isEmpty();
        assertThat(
                        office.http
                                .get(CRM + "contacts?reachableBy=EMAIL&namePrefix=Yes")
                                .json()
                                .at("/items"))
                .isEmpty();
        assertThat(office.http.get(CRM + "contacts/" + yes + "/consents").json().at("/items"))
                .hasSize(5);
        office.send(
                        CRM + "contacts/" + no + "/consents",
                        "{'channel':'EMAIL','decision':'GRANTED','evidence':'form'}")
                .expect(409);
    }

    @Test
    void merging_both_ways_at_once_leaves_one_that_goes_on() throws Exception {
        UUID a = office.organisation("A", ",'taxId':'XA" + office.fresh() + "'");
        UUID b = office.organisation("B", ",'taxId':'XB" + office.fresh() + "'");
        List<Http.Response> answers =
                Together.run(
                        8,
                        i ->
                                office.send(
                                        CRM + "organisations/" + (i % 2 == 0 ? a : b) + "/merge",
                                        "{'duplicateId':'" + (i % 2 == 0 ? b : a) + "'}"));
        assertThat(statuses(answers)).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @Test
    void what_no_phone_or_country_can_be_is_refused_by_its_field() {
        for (String[] bad :
                new String[][] {
                    {"'phone':'030 123456'", "/phone phone"},
                    {"'phone':'+49 1'", "/phone phone"},
                    {"'phone':'030 123456','country':'XX'", "/country country"},
                    {"'email':'nobody'", "/email email"},
                    {"'representativeId':'" + UUID.randomUUID() + "'", "/representativeId unknown"},
                }) {
            Http.Response refused =
                    office.send(CRM + "organisations", "{'name':'Bad'," + bad[0] + "}");
            assertThat(refused.expect(422).errors()).containsExactly(bad[1]);
        }
    }

    private static List<Integer> statuses(List<Http.Response> answers) {
        return answers.stream().map(Http.Response::status).toList();
    }

    private static void consent(UUID contact, String channel, String decision) {
        office.act(
                CRM + "contacts/" + contact + "/consents",
                "{'channel':'%s','decision':'%s','evidence':'on the phone'}"
                        .formatted(channel, decision));
    }

    private static void merge(String kind, UUID survivor, UUID duplicate) {
        office.act(CRM + kind + "/" + survivor + "/merge", "{'duplicateId':'" + duplicate + "'}");
    }

    private static String owner(String kind, UUID id) {
        return office.http.get(CRM + kind + "/" + id).expect(200).text("/organisationId");
    }
}
