package erp.core.party;

import erp.core.CorePermission;
import erp.core.ErpException;
import erp.core.Ids;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The companies of this installation. Which of them came first is remembered. */
public final class Companies {
    /** Mapped classes of the package. */
    public static final List<Class<?>> ENTITIES = List.of(Company.class, Party.class);

    private volatile @Nullable UUID home;

    /** The installation's first company. */
    public UUID home(Tx tx) {
        UUID known = home;
        if (known == null) {
            known =
                    new PartyQueries_(tx.session())
                            .companyIds().stream()
                                    .findFirst()
                                    .orElseThrow(
                                            () -> new IllegalStateException("no company exists"));
            home = known;
        }
        return known;
    }

    /**
     * The first company, founded now where there is none; of two processes that come at once one
     * founds it and both get it.
     */
    public UUID home(Tx tx, NewCompany facts) {
        List<UUID> ids = new PartyQueries_(tx.session()).companyIds();
        if (!ids.isEmpty()) {
            return ids.getFirst();
        }
        facts.check();
        new PartyQueries_(tx.session())
                .found(
                        Ids.next(),
                        facts.code(),
                        facts.name(),
                        facts.currency(),
                        facts.zone(),
                        tx.now());
        return new PartyQueries_(tx.session()).companiesCoded(facts.code()).getFirst().getId();
    }

    /** Locks a company's row, so that what is done for a company once is not done twice at once. */
    public void lock(Tx tx, UUID id) {
        tx.lock(Company.class, id, PartyError.COMPANY_NOT_FOUND);
    }

    /** Its short name, {@code MAIN}. */
    public String code(Tx tx, UUID id) {
        return company(tx, id).view().code();
    }

    /** All companies' ids, oldest first. */
    public List<UUID> ids(Tx tx) {
        return new PartyQueries_(tx.session()).companyIds();
    }

    /**
     * Whether the caller may act for that company: its own, or any where it administers the
     * installation. Throws {@code COMPANY_FORBIDDEN}, {@code COMPANY_NOT_FOUND}.
     *
     * @param pointer of the field that names the company, {@code /companyId}
     */
    public void checkMayActFor(Tx tx, UUID company, String pointer) {
        checkMayActFor(tx, tx.companyId(), company, pointer);
    }

    /**
     * Like {@link #checkMayActFor(Tx, UUID, String)} in a transaction that is not the caller's
     * company's.
     *
     * @param own the caller's company
     */
    public void checkMayActFor(Tx tx, UUID own, UUID company, String pointer) {
        if (company.equals(own)) {
            return;
        }
        try {
            checkAdministersAll(tx, own);
            company(tx, company);
        } catch (ErpException e) {
            throw ErpException.field(e.code(), pointer, "company", "names no company of yours");
        }
    }

    CompanyView create(Tx tx, NewCompany facts) {
        checkAdministersAll(tx, tx.companyId());
        facts.check();
        Company company = tx.add(new Company(tx.newId(), facts, tx.now()));
        tx.record("core.company", company.getId(), 0, "create", Map.of("code", facts.code()));
        return company.view();
    }

    CompanyView change(Tx tx, UUID id, CompanyChange wanted, LongConsumer expect) {
        Company company = visible(tx, id);
        expect.accept(company.getVersion());
        wanted.check();
        company.change(wanted);
        tx.flush();
        tx.companyChanged(id);
        tx.record(
                "core.company",
                id,
                company.getVersion(),
                "change",
                Map.of("name", wanted.name(), "zone", wanted.zone()));
        return company.view();
    }

    /** Where the caller may see it; another's company is as absent as one that does not exist. */
    Company visible(Tx tx, UUID id) {
        return company(tx, administersAll(tx, tx.companyId()) ? id : own(tx, id));
    }

    /** The one company that the caller may see; null where that is all of them. */
    @Nullable UUID only(Tx tx) {
        return administersAll(tx, tx.companyId()) ? null : tx.companyId();
    }

    private boolean administersAll(Tx tx, UUID own) {
        return own.equals(home(tx)) && tx.actor().may(CorePermission.COMPANIES_WRITE.code());
    }

    private void checkAdministersAll(Tx tx, UUID own) {
        if (!administersAll(tx, own)) {
            throw new ErpException(
                    PartyError.COMPANY_FORBIDDEN,
                    "only administrators of the first company may act for other companies");
        }
    }

    private static UUID own(Tx tx, UUID id) {
        if (!id.equals(tx.companyId())) {
            throw new ErpException(PartyError.COMPANY_NOT_FOUND, "there is no company %s", id);
        }
        return id;
    }

    private static Company company(Tx tx, UUID id) {
        return tx.require(Company.class, id, PartyError.COMPANY_NOT_FOUND);
    }
}
