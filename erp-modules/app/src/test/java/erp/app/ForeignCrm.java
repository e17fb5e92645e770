package erp.app;

import erp.app.ForeignValuesIT.Sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What a company has of CRM, and right requests with every id that they can have. */
final class ForeignCrm {
    private static final String CRM = "/api/v1/crm/";

    private ForeignCrm() {}

    /** A request below the API's root. */
    private record Sent(String path, String body) {
        Sample sample(String method, UnaryOperator<String> fill, String... headers) {
            return new Sample(method, "/api/v1" + path, fill.apply(body), headers);
        }
    }

    /** By the names that bodies give them. */
    static Map<String, UUID> world(Api api) {
        Map<String, UUID> ids = new HashMap<>();
        Api.Answer pipeline = api.post(CRM + "pipelines", pipeline()).is(201);
        ids.put("pipelineId", pipeline.id());
        ids.put("stageId", UUID.fromString(pipeline.text("/stages/0/id")));
        Map<String, String> coded = Map.of("code", "FOREIGN", "name", "F");
        ids.put("representativeId", made(api, "representatives", coded));
        ids.put("territoryId", made(api, "territories", with(coded, "members", List.of())));
        ids.put(
                "campaignId",
                made(
                        api,
                        "campaigns",
                        with(with(coded, "channel", "WEB"), "startDate", "2026-01-01")));
        UUID organisation = made(api, "organisations", Map.of("name", "O"));
        ids.put("organisationId", organisation);
        ids.put("duplicateId", made(api, "organisations", Map.of("name", "Twin")));
        for (String one : List.of("contactId", "twinContactId")) {
            ids.put(one, made(api, "contacts", Map.of("lastName", "C")));
        }
        for (String one : List.of("leadId", "twinLeadId")) {
            ids.put(one, made(api, "leads", Map.of("lastName", "L")));
        }
        Map<String, Object> deal = Map.of("title", "T", "organisationId", organisation);
        ids.put("opportunityId", made(api, "opportunities", deal));
        ids.put("soldId", made(api, "opportunities", deal));
        Map<String, Object> activity =
                Map.of("kind", "TASK", "subject", "A", "dueDate", "2027-01-01");
        ids.put(
                "activityId",
                made(api, "activities", with(activity, "organisationId", organisation)));
        return ids;
    }

    private static Map<String, Object> pipeline() {
        Map<String, Object> stage =
                Map.of("code", "S", "name", "S", "probability", 10, "requires", List.of());
        return Map.of("code", "FOREIGN", "name", "P", "stages", List.of(stage));
    }

    private static Map<String, Object> with(Map<String, ?> body, String member, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(member, value);
        return more;
    }

    /**
     * By the operations' ids.
     *
     * @param fill replaces what stands for ids
     */
    static Map<String, List<Sample>> samples(Map<String, UUID> own, UnaryOperator<String> fill) {
        Map<String, List<Sample>> samples = new HashMap<>();
        posts(own).forEach((id, it) -> samples.put(id, List.of(it.sample("POST", fill))));
        Sent ordered = posts(own).get("convertLead");
        Sent quoted = new Sent(ordered.path(), ordered.body().replace("'order'", "'quotation'"));
        samples.put(
                "convertLead", List.of(ordered.sample("POST", fill), quoted.sample("POST", fill)));
        changes(own)
                .forEach(
                        (id, it) ->
                                samples.put(
                                        id, List.of(it.sample("PUT", fill, "If-Match", "\"0\""))));
        return samples;
    }

    private static Map<String, Sent> posts(Map<String, UUID> own) {
        Map<String, Sent> samples = new TreeMap<>();
        changes(own)
                .forEach(
                        (id, change) ->
                                samples.put(
                                        id.replace("change", "create"),
                                        new Sent(
                                                change.path()
                                                        .substring(
                                                                0, change.path().lastIndexOf('/')),
                                                change.body().replace("FOREIGN", "ANOTHER"))));
        String twin = "{'duplicateId':'<%s>'}";
        String order =
                "'warehouseId':'<warehouseId>','lines':[{'itemId':'<itemId>','quantity':'1','unitPrice':'5'}]";
        samples.put(
                "mergeOrganisation",
                new Sent(
                        at("organisations", own, "organisationId", "/merge"),
                        twin.formatted("duplicateId")));
        samples.put(
                "mergeContact",
                new Sent(
                        at("contacts", own, "contactId", "/merge"),
                        twin.formatted("twinContactId")));
        samples.put(
                "mergeLead",
                new Sent(at("leads", own, "leadId", "/merge"), twin.formatted("twinLeadId")));
        samples.put(
                "assignLead",
                new Sent(
                        at("leads", own, "leadId", "/assign"),
                        "{'representativeId':'<representativeId>'}"));
        samples.put(
                "convertLead",
                new Sent(
                        at("leads", own, "leadId", "/convert"),
                        "{'organisationId':'<organisationId>','pipelineId':'<pipelineId>','amount':<5>,'order':{"
                                + order
                                + "}}"));
        samples.put(
                "quoteOpportunity",
                new Sent(at("opportunities", own, "soldId", "/quote"), "{" + order + "}"));
        samples.put(
                "linkOrganisationCustomer",
                new Sent(
                        at("organisations", own, "organisationId", "/customers"),
                        "{'customerId':'<customerId>'}"));
        samples.put(
                "moveOpportunity",
                new Sent(
                        at("opportunities", own, "opportunityId", "/move"),
                        "{'stageId':'<stageId>'}"));
        samples.put(
                "orderOpportunity",
                new Sent(at("opportunities", own, "soldId", "/order"), "{" + order + "}"));
        return samples;
    }

    /** Replace what a document says. */
    private static Map<String, Sent> changes(Map<String, UUID> own) {
        Map<String, Sent> changes = new TreeMap<>();
        changes.put(
                "changeCampaign",
                new Sent(
                        at("campaigns", own, "campaignId", ""),
                        "{'code':'FOREIGN','name':'C','channel':'WEB','startDate':'2026-01-01','budget':<5>}"));
        changes.put(
                "changeTerritory",
                new Sent(
                        at("territories", own, "territoryId", ""),
                        "{'code':'FOREIGN','name':'T','members':[{'representativeId':'<representativeId>'}]}"));
        changes.put(
                "changeRepresentative",
                new Sent(
                        at("representatives", own, "representativeId", ""),
                        "{'code':'FOREIGN','name':'R','userId':'<userId>'}"));
        changes.put(
                "changeOrganisation",
                new Sent(
                        at("organisations", own, "organisationId", ""),
                        "{'name':'O','representativeId':'<representativeId>'}"));
        changes.put(
                "changeContact",
                new Sent(
                        at("contacts", own, "contactId", ""),
                        "{'lastName':'C','organisationId':'<organisationId>'}"));
        changes.put(
                "changeLead",
                new Sent(
                        at("leads", own, "leadId", ""),
                        "{'lastName':'L','representativeId':'<representativeId>'}"));
        changes.put(
                "changeOpportunity",
                new Sent(
                        at("opportunities", own, "opportunityId", ""),
                        "{'title':'T','pipelineId':'<pipelineId>','amount':<5>,'organisationId':'<organisationId>',"
                            + "'contactId':'<contactId>','representativeId':'<representativeId>'}"));
        changes.put(
                "changeActivity",
                new Sent(
                        at("activities", own, "activityId", ""),
                        "{'kind':'TASK','subject':'A','dueDate':'2027-01-01','representativeId':'<representativeId>',"
                            + "'organisationId':'<organisationId>','contactId':'<contactId>','leadId':'<leadId>',"
                            + "'opportunityId':'<opportunityId>'}"));
        return changes;
    }

    private static UUID made(Api api, String kind, Map<String, ?> body) {
        return api.post(CRM + kind, body).is(201).id();
    }

    private static String at(String kind, Map<String, UUID> own, String id, String verb) {
        return "/crm/" + kind + "/" + own.get(id) + verb;
    }
}
