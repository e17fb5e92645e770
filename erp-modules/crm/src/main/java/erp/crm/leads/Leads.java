package erp.crm.leads;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.ErrorCode;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.party.PartyError;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.consents.ConsentBook;
import erp.crm.consents.ConsentBook.Speaker;
import erp.crm.consents.ConsentBook.Subject;
import erp.crm.identity.MergeableRecord;
import erp.crm.parties.Contacts;
import erp.crm.setup.Representatives;
import erp.inventory.common.InventoryError;
import erp.sales.common.SalesError;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Leads over HTTP. */
public final class Leads {
    private static final String PATH = Lead.TYPE.path();

    static final MergeableRecord<Lead, LeadView> RECORD =
            new MergeableRecord<>(
                    Lead.class,
                    LeadView.class,
                    "Lead",
                    Lead.TYPE,
                    CrmError.LEAD_NOT_FOUND,
                    CrmPermission.LEADS_READ,
                    CrmPermission.LEADS_WRITE,
                    Lead::view);

    private final Conversions conversions;
    private final LeadBook book = new LeadBook();

    public Leads(Conversions conversions) {
        this.conversions = conversions;
    }

    /** Why it will not buy. */
    record Disqualification(@NotBlank @Size(max = 500) String reason) {}

    /**
     * Who takes care of it.
     *
     * @param representativeId whose turn it is in the territory where absent
     */
    record NewAssignment(@Nullable UUID representativeId) {}

    static Subject subject(Lead lead) {
        return new Subject(Speaker.LEAD, Lead.TYPE, lead, lead.consents());
    }

    /** Whoever has become a contact says it as that: it is the contact who is reached. */
    private Subject speaker(Tx tx, Lead lead) {
        return conversions
                .of(tx, lead.getId())
                .flatMap(conversion -> Optional.ofNullable(conversion.contact()))
                .map(contact -> Contacts.subject(Contacts.lock(tx, contact)))
                .orElseGet(() -> subject(lead));
    }

    public List<Endpoint<?>> endpoints() {
        MasterRecord<LeadView> record =
                RECORD.begin("One lead")
                        .list("Leads, newest first", listing())
                        .also(
                                RECORD.creation(
                                        "Makes a lead, where no open one is the same, and assigns"
                                                + " it",
                                        NewLead.class,
                                        book::make,
                                        CrmError.INVALID_PARTY,
                                        CrmError.UNKNOWN_REFERENCE))
                        .change(
                                "Replaces what is known of an open lead",
                                NewLead.class,
                                book::change,
                                CrmError.DUPLICATE,
                                CrmError.MERGED,
                                CrmError.LEAD_STATE,
                                CrmError.INVALID_PARTY,
                                CrmError.UNKNOWN_REFERENCE)
                        .action(
                                "contact",
                                "Says that somebody has talked to it",
                                book::contact,
                                CrmError.MERGED,
                                CrmError.LEAD_STATE)
                        .action(
                                "qualify",
                                "Says that it is worth an offer",
                                book::qualify,
                                CrmError.MERGED,
                                CrmError.LEAD_STATE)
                        .action(
                                "reopen",
                                "Makes a disqualified lead a new one again",
                                book::reopen,
                                CrmError.DUPLICATE,
                                CrmError.MERGED,
                                CrmError.LEAD_STATE)
                        .also(
                                RECORD.merging(
                                        "Makes one of two open leads: consents and activities move",
                                        book::merge))
                        .also(disqualification())
                        .also(assignment())
                        .also(conversion())
                        .also(converted());
        ConsentBook.endpoints(RECORD, this::speaker, CrmPermission.LEADS_WRITE)
                .forEach(record::also);
        return record.endpoints();
    }

    private static Listing<LeadView> listing() {
        return Representatives.owning(Listing.of(Lead.class))
                .equal("state", "only those in this state")
                .equal("territoryId", "only those of this territory")
                .equal("sourceCode", "only those that came from there")
                .equal("campaignCode", "only those that this campaign won")
                .as(LeadView.class, Lead::view);
    }

    private Endpoint<?> disqualification() {
        return Endpoint.post(
                        PATH + "/{id}/disqualify",
                        "disqualifyLead",
                        "Says that it will not buy, and why")
                .body(Disqualification.class)
                .permission(CrmPermission.LEADS_WRITE)
                .answers(LeadView.class)
                .problems(CrmError.LEAD_NOT_FOUND, CrmError.MERGED, CrmError.LEAD_STATE)
                .write(
                        (tx, call) ->
                                Reply.ok(
                                        book.disqualify(
                                                tx,
                                                call.id(),
                                                call.body().reason(),
                                                call::expectVersion)));
    }

    private Endpoint<?> assignment() {
        return Endpoint.post(
                        PATH + "/{id}/assign",
                        "assignLead",
                        "Gives it to somebody: who is named, or whose turn it is in its territory")
                .optionalBody(NewAssignment.class)
                .permission(CrmPermission.LEADS_WRITE)
                .answers(LeadView.class)
                .problems(
                        CrmError.LEAD_NOT_FOUND,
                        CrmError.MERGED,
                        CrmError.LEAD_STATE,
                        CrmError.UNKNOWN_REFERENCE)
                .write(
                        (tx, call) -> {
                            NewAssignment wanted = call.bodyOrNull();
                            return Reply.ok(
                                    book.assign(
                                            tx,
                                            call.id(),
                                            wanted == null ? null : wanted.representativeId(),
                                            call::expectVersion));
                        });
    }

    private Endpoint<?> conversion() {
        return Endpoint.post(
                        PATH + "/{id}/convert",
                        "convertLead",
                        "Makes an opportunity of it, with organisation, contact and customer found"
                            + " or made, and on request a draft of a quotation or an order; once,"
                            + " whoever asks how often")
                .optionalBody(NewConversion.class)
                .permission(CrmPermission.LEADS_WRITE)
                .keyRequired()
                .answers(Conversion.View.class)
                .problems(problemsOfConversion())
                .write(this::convert);
    }

    private static ErrorCode[] problemsOfConversion() {
        return new ErrorCode[] {
            CoreError.FORBIDDEN,
            CrmError.LEAD_NOT_FOUND,
            CrmError.MERGED,
            CrmError.LEAD_STATE,
            CrmError.DUPLICATE,
            CrmError.UNKNOWN_REFERENCE,
            CrmError.CURRENCY,
            CrmError.STAGE_GATE,
            CrmError.INVALID_PARTY,
            CrmError.ORGANISATION_NOT_FOUND,
            PartyError.PARTY_INVALID,
            SalesError.QUOTATION_EXPIRED,
            SalesError.UNKNOWN_TAX_CODE,
            InventoryError.UNKNOWN_WAREHOUSE,
            InventoryError.UNKNOWN_ITEM,
            InventoryError.INACTIVE_ITEM
        };
    }

    private Reply convert(Tx tx, Call<NewConversion> call) {
        Lead lead = RECORD.lock(tx, call.id(), call::expectVersion);
        NewConversion wanted = Objects.requireNonNullElse(call.bodyOrNull(), NewConversion.PLAIN);
        return Reply.ok(conversions.convert(tx, lead, wanted).view());
    }

    private Endpoint<?> converted() {
        return Endpoint.get(PATH + "/{id}/conversion", "getLeadConversion", "What came of a lead")
                .permission(CrmPermission.LEADS_READ)
                .answers(Conversion.View.class)
                .problems(CrmError.LEAD_NOT_FOUND)
                .read(
                        (tx, call) ->
                                conversions
                                        .of(tx, call.id())
                                        .map(it -> Reply.ok(it.view()))
                                        .orElseThrow(
                                                () ->
                                                        new ErpException(
                                                                CrmError.LEAD_NOT_FOUND,
                                                                "there is no converted lead %s",
                                                                call.id())));
    }
}
