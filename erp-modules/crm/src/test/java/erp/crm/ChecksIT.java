package erp.crm;

import static erp.crm.Office.CRM;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.TestServer;
import erp.migrations.PlantedFaults;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.util.UUID;

/**
 * Each check finds what it is for: a fault is planted in a transaction that is rolled back, and the
 * check, which was silent before, speaks.
 */
class ChecksIT {
    private static Office office;

    @BeforeAll
    static void a_busy_office() {
        office = new Office();
        office.post(CRM + "lost-reasons", "{'code':'PRICE','name':'Too dear'}");
        UUID rep =
                office.post(
                                CRM + "representatives",
                                "{'code':'R','name':'R','userId':'" + TestServer.USER + "'}")
                        .uuid("/id");
        office.post(
                CRM + "territories",
                "{'code':'T','name':'T','country':'DE','members':[{'representativeId':'%s'}]}"
                        .formatted(rep));
        UUID kept = office.organisation("Kept", ",'taxId':'K1','representativeId':'" + rep + "'");
        UUID gone = office.organisation("Gone", ",'taxId':'G1'");
        UUID one = office.contact("One", ",'email':'1@x.example','organisationId':'" + kept + "'");
        UUID two = office.contact("Two", ",'phone':'+442079460001'");
        office.act(
                CRM + "contacts/" + two + "/consents",
                "{'channel':'EMAIL','decision':'GRANTED','evidence':'form'}");
        office.act(CRM + "organisations/" + kept + "/merge", "{'duplicateId':'" + gone + "'}");
        office.act(CRM + "contacts/" + one + "/merge", "{'duplicateId':'" + two + "'}");
        String german = ",'country':'DE','email':'%s@lead.example'";
        UUID lead = office.lead("Ada", german.formatted("a") + ",'organisationName':'Ada Ltd'");
        UUID same = office.lead("Ada", german.formatted("b"));
        office.act(CRM + "leads/" + lead + "/merge", "{'duplicateId':'" + same + "'}");
        UUID open = office.lead("Open", german.formatted("c"));
        office.act(
                CRM + "leads/" + open + "/consents",
                "{'channel':'PHONE','decision':'WITHDRAWN','evidence':'call'}");
        office.act(
                CRM + "leads/" + lead + "/convert",
                "{'amount':{'amount':'9','currency':'EUR'},'expectedClose':'2027-01-01','order':%s}"
                        .formatted(office.order()));
        UUID deal = office.opportunity(kept, "10", "2027-01-01");
        office.act(
                CRM + "opportunities/" + deal + "/move", "{'stageId':'" + office.stage(1) + "'}");
        String quoted = CRM + "opportunities/" + office.opportunity(kept, "30", "2027-01-01");
        String quotation = office.act(quoted + "/quote", office.order()).text("/quotationId");
        office.act("/api/v1/sales/quotations/" + quotation + "/send");
        office.act("/api/v1/sales/quotations/" + quotation + "/order");
        UUID asked = office.lead("Asked", german.formatted("d"));
        office.act(CRM + "leads/" + asked + "/convert", "{'quotation':" + office.order() + "}");
        office.act(CRM + "opportunities/" + deal + "/quote", office.order());
        office.act(CRM + "opportunities/" + deal + "/lose", "{'reasonCode':'PRICE'}");
        office.post(
                CRM + "activities",
                """
                {'kind':'CALL','subject':'x','dueDate':'2027-01-01','organisationId':'%s',
                 'contactId':'%s','leadId':'%s','opportunityId':'%s'}
                """
                        .formatted(kept, one, open, deal));
        office.http.post(CRM + "forecast-snapshots").expect(201);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @Test
    void nothing_is_found_where_nothing_is_wrong() {
        assertThat(office.broken()).isEmpty();
    }

    @ParameterizedTest(name = "{0} finds: {1}")
    @CsvFileSource(resources = "planted-faults.txt", delimiter = '|')
    void a_planted_fault_is_found(String check, String fault) throws Exception {
        PlantedFaults.assertFound(office.server.schema(), check, fault);
    }
}
