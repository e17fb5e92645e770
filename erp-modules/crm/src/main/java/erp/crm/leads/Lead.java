package erp.crm.leads;

import erp.core.ErpException;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.common.Optionals;
import erp.crm.consents.Consents;
import erp.crm.identity.Key;
import erp.crm.identity.Mergeable;
import erp.crm.identity.OwnerType;
import erp.crm.identity.Phones;
import erp.crm.parties.Address;
import erp.crm.parties.NewContact;
import erp.crm.parties.NewOrganisation;
import erp.crm.parties.Organisation;
import erp.crm.parties.OrganisationKind;
import erp.crm.setup.Assignment;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Somebody who may buy. */
@Entity
@Table(name = "crm_lead")
public class Lead extends Mergeable {
    public static final OwnerType TYPE =
            new OwnerType(
                    "LEAD",
                    "crm.lead",
                    "/api/v1/crm/leads",
                    CrmPermission.LEADS_READ,
                    (tx, id) -> tx.require(Lead.class, id, CrmError.LEAD_NOT_FOUND).name());

    @Enumerated(EnumType.STRING)
    private LeadState state = LeadState.NEW;

    private @Nullable String firstName;
    private @Nullable String lastName;
    private @Nullable String organisationName;
    private @Nullable String jobTitle;
    private @Nullable String taxId;
    private @Nullable String email;
    private @Nullable String phone;
    @Embedded private @Nullable Address address;
    @Embedded private Consents consents = new Consents();
    private @Nullable String sourceCode;
    private @Nullable String campaignCode;
    private @Nullable UUID territoryId;
    private @Nullable UUID representativeId;
    private @Nullable String note;
    private @Nullable String reason;
    private Instant createdAt;
    private @Nullable Instant closedAt;

    protected Lead() {}

    Lead(UUID id, NewLead wanted, Instant createdAt) {
        super(id);
        this.createdAt = createdAt;
        change(wanted);
    }

    final void change(NewLead wanted) {
        firstName = Optionals.stripped(wanted.firstName());
        lastName = Optionals.stripped(wanted.lastName());
        organisationName = Optionals.stripped(wanted.organisationName());
        CrmError.INVALID_PARTY.refuseIf(
                lastName == null && organisationName == null,
                "/lastName",
                "required",
                "is needed, or organisationName");
        jobTitle = Optionals.stripped(wanted.jobTitle());
        taxId = Optionals.stripped(wanted.taxId());
        email = Optionals.stripped(wanted.email());
        phone = Phones.normal(Optionals.stripped(wanted.phone()), wanted.country(), "/phone");
        address =
                new Address(
                        wanted.street(),
                        wanted.street2(),
                        wanted.postalCode(),
                        wanted.city(),
                        wanted.country());
        sourceCode = wanted.sourceCode();
        campaignCode = wanted.campaignCode();
        representativeId =
                wanted.representativeId() == null ? representativeId : wanted.representativeId();
        note = Optionals.stripped(wanted.note());
    }

    void assign(Assignment.Assigned to) {
        territoryId = to.territory();
        representativeId = to.representative();
    }

    void assign(@Nullable UUID representative) {
        representativeId = representative;
    }

    /** Throws LEAD_STATE. */
    void become(LeadState next, Instant now) {
        if (!state.next().contains(next)) {
            throw new ErpException(CrmError.LEAD_STATE, "is %s, cannot become %s", state, next);
        }
        state = next;
        closedAt = next.isOpen() ? null : now;
        reason = null;
    }

    void disqualify(String why, Instant now) {
        become(LeadState.DISQUALIFIED, now);
        reason = why.strip();
    }

    /** Takes over what this one does not know and the other did; consents are merged elsewhere. */
    void absorb(Lead other, Instant now) {
        requireOpen();
        firstName = firstName == null ? other.firstName : firstName;
        lastName = lastName == null ? other.lastName : lastName;
        organisationName = organisationName == null ? other.organisationName : organisationName;
        jobTitle = jobTitle == null ? other.jobTitle : jobTitle;
        taxId = taxId == null ? other.taxId : taxId;
        email = email == null ? other.email : email;
        phone = phone == null ? other.phone : phone;
        address = address == null ? other.address : address;
        sourceCode = sourceCode == null ? other.sourceCode : sourceCode;
        campaignCode = campaignCode == null ? other.campaignCode : campaignCode;
        note = note == null ? other.note : note;
        if (representativeId == null) {
            boolean stays = territoryId != null && other.representativeId == null;
            territoryId = stays ? territoryId : other.territoryId;
            representativeId = other.representativeId;
        }
        other.become(LeadState.MERGED, now);
        other.mergeInto(getId());
    }

    /** Throws LEAD_STATE. */
    void requireOpen() {
        if (!state.isOpen()) {
            throw new ErpException(CrmError.LEAD_STATE, "is %s: only an open one changes", state);
        }
    }

    LeadState state() {
        return state;
    }

    public String name() {
        String person =
                lastName == null || firstName == null ? lastName : firstName + " " + lastName;
        String known = person == null ? organisationName : person;
        return Objects.requireNonNull(known);
    }

    boolean isPerson() {
        return lastName != null;
    }

    @Nullable String taxId() {
        return taxId;
    }

    @Nullable UUID representative() {
        return representativeId;
    }

    @Nullable String source() {
        return sourceCode;
    }

    @Nullable String campaign() {
        return campaignCode;
    }

    @Nullable String country() {
        return address().country();
    }

    @Nullable String postalCode() {
        return address().postalCode();
    }

    Consents consents() {
        return consents;
    }

    List<Key> keys() {
        return Key.of(email, phone, taxId);
    }

    /** Whether its e-mail and phone are its organisation's, be it a person who buys. */
    boolean isReachedAsOrganisation() {
        return !isPerson() || organisationName == null;
    }

    /** Whether it names no other organisation. */
    boolean mayBeOf(Organisation organisation) {
        return organisationName == null || organisationName.equalsIgnoreCase(organisation.name());
    }

    /**
     * The organisation that it is of, or that it is by itself. A person's own e-mail and phone are
     * its contact's, unless the person is the one who buys.
     *
     * @param own keys of the organisation
     */
    NewOrganisation organisation(List<Key> own) {
        Address at = address();
        return new NewOrganisation(
                organisationName == null ? OrganisationKind.PERSON : OrganisationKind.COMPANY,
                organisationName == null ? name() : organisationName,
                taxId,
                own.containsAll(Key.of(email, null, null)) ? email : null,
                own.containsAll(Key.of(null, phone, null)) ? phone : null,
                at.street(),
                at.street2(),
                at.postalCode(),
                at.city(),
                at.country(),
                representativeId);
    }

    NewContact contact(UUID organisation) {
        return new NewContact(
                organisation,
                firstName,
                Objects.requireNonNull(lastName),
                jobTitle,
                email,
                phone,
                country());
    }

    LeadView view() {
        Address at = address();
        return new LeadView(
                getId(),
                state,
                firstName,
                lastName,
                organisationName,
                jobTitle,
                taxId,
                email,
                phone,
                at.street(),
                at.street2(),
                at.postalCode(),
                at.city(),
                at.country(),
                sourceCode,
                campaignCode,
                territoryId,
                representativeId,
                note,
                reason,
                consents.view(),
                mergedInto(),
                createdAt,
                closedAt,
                getVersion());
    }

    /** Hibernate leaves an address out of which nothing is known. */
    private Address address() {
        return address == null ? Address.nowhere() : address;
    }
}
