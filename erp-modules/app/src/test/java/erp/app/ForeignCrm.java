package erp.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What a company has of CRM, and right requests with every id that they can have. */
final class ForeignCrm {
    private static final String CRM = "/api/v1/crm/";

    private ForeignCrm() {}

    /** A request of {@link ForeignValuesIT}, below the API's root. */
    record Sent(String path, String body) {}

    /** By the names that bodies give them. */
    static Map<String, UUID> world(Api api) {
        Map<String, UUID> ids = new HashMap<>();
        Api.Answer pipeline =
                api.post(
                                CRM + "pipelines",
                                Map.of(
                                        "code",
                                        "FOREIGN",
                                        "name",
                                        "P",
                                        "stages",
                                        List.of(
                                                Map.of(
                                                        "code",
                                                        "S",
                                                        "name",
                                                        "S",
                                                        "probability",
                                                        10,
                                                        "requires",
                                                        List.of()))))
                        .is(201);
        ids.put("pipelineId", pipeline.id());
        ids.put("stageId", UUID.fromString(pipeline.text("/stages/0/id")));
        ids.put(
                "representativeId",
                made(api, "representatives", Map.of("code", "FOREIGN", "name", "R")));
        ids.put("territoryId", made(api, "territories", territory()));
        ids.put(
                "campaignId",
                made(
                        api,
                        "campaigns",
                        Map.of(
                                "code",
                                "FOREIGN",
                                "name",
                                "C",
                                "channel",
                                "WEB",
                                "startDate",
                                "2026-01-01")));
        ids.put("organisationId", made(api, "organisations", Map.of("name", "O")));
        ids.put("contactId", made(api, "contacts", Map.of("lastName", "C")));
        ids.put("leadId", made(api, "leads", Map.of("lastName", "L")));
        ids.put("opportunityId", made(api, "opportunities", Map.of("title", "T")));
        ids.put("duplicateId", made(api, "organisations", Map.of("name", "Twin")));
        ids.put("twinContactId", made(api, "contacts", Map.of("lastName", "Twin")));
        ids.put("twinLeadId", made(api, "leads", Map.of("lastName", "Twin")));
        ids.put(
                "activityId",
                made(
                        api,
                        "activities",
                        Map.of(
                                "kind",
                                "TASK",
                                "subject",
                                "A",
                                "dueDate",
                                "2027-01-01",
                                "organisationId",
                                ids.get("organisationId"))));
        ids.put(
                "soldId",
                made(
                        api,
                        "opportunities",
                        Map.of("title", "T", "organisationId", ids.get("organisationId"))));
        return ids;
    }

    static Map<String, Sent> samples(Map<String, UUID> own) {
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
    static Map<String, Sent> changes(Map<String, UUID> own) {
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

    private static Map<String, Object> territory() {
        return Map.of("code", "FOREIGN", "name", "T", "members", List.of());
    }

    private static UUID made(Api api, String kind, Map<String, ?> body) {
        return api.post(CRM + kind, body).is(201).id();
    }

    private static String at(String kind, Map<String, UUID> own, String id, String verb) {
        return "/crm/" + kind + "/" + own.get(id) + verb;
    }
}
