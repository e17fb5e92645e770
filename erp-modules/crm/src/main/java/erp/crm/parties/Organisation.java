package erp.crm.parties;

import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.common.Optionals;
import erp.crm.identity.Key;
import erp.crm.identity.Mergeable;
import erp.crm.identity.OwnerType;
import erp.crm.identity.Phones;
import erp.sales.customers.NewCustomer;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Whom we want to sell to, or do. */
@Entity
@Table(name = "crm_organisation")
public class Organisation extends Mergeable {
    public static final OwnerType TYPE =
            new OwnerType(
                    "ORGANISATION",
                    "crm.organisation",
                    "/api/v1/crm/organisations",
                    CrmPermission.PARTIES_READ,
                    (tx, id) ->
                            tx.require(Organisation.class, id, CrmError.ORGANISATION_NOT_FOUND)
                                    .name());

    @Enumerated(EnumType.STRING)
    private OrganisationKind kind;

    private String name;
    private @Nullable String taxId;
    private @Nullable String email;
    private @Nullable String phone;
    @Embedded private @Nullable Address address;
    private @Nullable UUID representativeId;
    private Instant createdAt;

    protected Organisation() {}

    Organisation(UUID id, NewOrganisation wanted, Instant createdAt) {
        super(id);
        this.createdAt = createdAt;
        change(wanted);
    }

    final void change(NewOrganisation wanted) {
        kind = Objects.requireNonNullElse(wanted.kind(), OrganisationKind.COMPANY);
        name = wanted.name().strip();
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
        representativeId = wanted.representativeId();
    }

    /** Becomes one with the other. */
    void absorb(Organisation other) {
        complete(other);
        other.mergeInto(getId());
    }

    /** Takes over what this one does not know and the other does: which fields these are. */
    List<String> complete(Organisation other) {
        List<String> filled = new ArrayList<>();
        if (taxId == null && other.taxId != null) {
            taxId = other.taxId;
            filled.add("taxId");
        }
        if (email == null && other.email != null) {
            email = other.email;
            filled.add("email");
        }
        if (phone == null && other.phone != null) {
            phone = other.phone;
            filled.add("phone");
        }
        if (address().isEmpty() && !other.address().isEmpty()) {
            address = other.address;
            filled.add("address");
        }
        if (representativeId == null && other.representativeId != null) {
            representativeId = other.representativeId;
            filled.add("representativeId");
        }
        return filled;
    }

    public String name() {
        return name;
    }

    public @Nullable UUID representative() {
        return representativeId;
    }

    public @Nullable String country() {
        return address().country();
    }

    List<Key> keys() {
        return Key.of(email, phone, taxId);
    }

    /** As sales keeps it: from then on sales has the say of it. */
    NewCustomer customer() {
        Address at = address();
        return new NewCustomer(
                name,
                taxId,
                email,
                at.street(),
                at.street2(),
                at.postalCode(),
                at.city(),
                at.country(),
                null,
                null);
    }

    OrganisationView view() {
        Address at = address();
        return new OrganisationView(
                getId(),
                kind,
                name,
                taxId,
                email,
                phone,
                at.street(),
                at.street2(),
                at.postalCode(),
                at.city(),
                at.country(),
                representativeId,
                mergedInto(),
                createdAt,
                getVersion());
    }

    /** Hibernate leaves an address out of which nothing is known. */
    private Address address() {
        return address == null ? Address.nowhere() : address;
    }
}
