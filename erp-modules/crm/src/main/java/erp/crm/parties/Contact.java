package erp.crm.parties;

import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.common.Optionals;
import erp.crm.consents.Channel;
import erp.crm.consents.ConsentState;
import erp.crm.consents.Consents;
import erp.crm.identity.Key;
import erp.crm.identity.Mergeable;
import erp.crm.identity.OwnerType;
import erp.crm.identity.Phones;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A person whom we talk to. */
@Entity
@Table(name = "crm_contact")
public class Contact extends Mergeable {
    public static final OwnerType TYPE =
            new OwnerType(
                    "CONTACT",
                    "crm.contact",
                    "/api/v1/crm/contacts",
                    CrmPermission.PARTIES_READ,
                    (tx, id) -> tx.require(Contact.class, id, CrmError.CONTACT_NOT_FOUND).name());

    private @Nullable UUID organisationId;
    private @Nullable String firstName;
    private String lastName;
    private @Nullable String jobTitle;
    private @Nullable String email;
    private @Nullable String phone;

    @JdbcTypeCode(SqlTypes.CHAR)
    private @Nullable String country;

    @Embedded private Consents consents = new Consents();
    private Instant createdAt;

    protected Contact() {}

    Contact(UUID id, NewContact wanted, Instant createdAt) {
        super(id);
        this.createdAt = createdAt;
        change(wanted);
    }

    final void change(NewContact wanted) {
        organisationId = wanted.organisationId();
        firstName = Optionals.stripped(wanted.firstName());
        lastName = wanted.lastName().strip();
        jobTitle = Optionals.stripped(wanted.jobTitle());
        email = Optionals.stripped(wanted.email());
        phone = Phones.normal(Optionals.stripped(wanted.phone()), wanted.country(), "/phone");
        country = wanted.country();
    }

    /** Becomes one with the other; consents are merged elsewhere. */
    void absorb(Contact other) {
        complete(other);
        other.mergeInto(getId());
    }

    /** Takes over what this one does not know and the other does. */
    void complete(Contact other) {
        organisationId = organisationId == null ? other.organisationId : organisationId;
        firstName = firstName == null ? other.firstName : firstName;
        jobTitle = jobTitle == null ? other.jobTitle : jobTitle;
        email = email == null ? other.email : email;
        phone = phone == null ? other.phone : phone;
        country = country == null ? other.country : country;
    }

    public String name() {
        return firstName == null ? lastName : firstName + " " + lastName;
    }

    public @Nullable UUID organisation() {
        return organisationId;
    }

    public Consents consents() {
        return consents;
    }

    List<Key> keys() {
        return Key.of(email, phone, null);
    }

    ContactView view() {
        return new ContactView(
                getId(),
                organisationId,
                firstName,
                lastName,
                jobTitle,
                email,
                phone,
                country,
                consents.view(),
                mergedInto(),
                createdAt,
                getVersion());
    }

    /** How to reach it, as far as it consents. */
    Recipient recipient() {
        return new Recipient(
                getId(),
                name(),
                organisationId,
                consents.of(Channel.EMAIL) == ConsentState.GRANTED ? email : null,
                consents.of(Channel.PHONE) == ConsentState.GRANTED ? phone : null);
    }
}
