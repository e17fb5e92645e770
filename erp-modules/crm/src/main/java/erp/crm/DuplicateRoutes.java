package erp.crm;

import erp.core.Candidate;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.identity.Identifiers;
import erp.crm.identity.Key;
import erp.crm.identity.OwnerType;
import erp.crm.identity.Phones;
import erp.crm.leads.Lead;
import erp.crm.parties.Contact;
import erp.crm.parties.Organisation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/** Who is there already, whatever kind of record it is. */
final class DuplicateRoutes {
    private DuplicateRoutes() {}

    /** Records that have the e-mail, phone or tax number. */
    record Duplicates(List<Candidate> candidates) {}

    static List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/crm/duplicates",
                                "findDuplicates",
                                "Organisations, contacts and open leads with this e-mail, phone or"
                                        + " tax number, however it is written")
                        .permission(CrmPermission.PARTIES_READ)
                        .query("email", String.class, "an e-mail address")
                        .query("phone", String.class, "a phone number")
                        .query("country", String.class, "where the number is dialled so: DE")
                        .query("taxId", String.class, "a tax number")
                        .answers(Duplicates.class)
                        .problems(CrmError.INVALID_PARTY)
                        .read(DuplicateRoutes::find));
    }

    private static Reply find(Tx tx, Call<Void> call) {
        List<Key> keys =
                Key.of(
                        text(call, "email"),
                        Phones.normal(text(call, "phone"), text(call, "country"), "?phone"),
                        text(call, "taxId"));
        Stream<OwnerType> types =
                tx.actor().may(CrmPermission.LEADS_READ.code())
                        ? Stream.of(Organisation.TYPE, Contact.TYPE, Lead.TYPE)
                        : Stream.of(Organisation.TYPE, Contact.TYPE);
        return Reply.ok(
                new Duplicates(
                        types.flatMap(type -> Identifiers.candidates(tx, type, keys).stream())
                                .toList()));
    }

    private static @Nullable String text(Call<Void> call, String name) {
        return call.query(name, String.class).filter(it -> !it.isBlank()).orElse(null);
    }
}
