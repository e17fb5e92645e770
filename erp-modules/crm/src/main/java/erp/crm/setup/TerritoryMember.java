package erp.crm.setup;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** Whose turn it is now and then in a territory. */
@Entity
@Table(name = "crm_territory_member")
public class TerritoryMember extends CompanyRow {
    private int lineNo;
    private UUID representativeId;

    protected TerritoryMember() {}

    TerritoryMember(UUID id, int lineNo, UUID representative) {
        super(id);
        this.lineNo = lineNo;
        this.representativeId = representative;
    }

    void place(int at) {
        lineNo = at;
    }

    int lineNo() {
        return lineNo;
    }

    UUID representativeId() {
        return representativeId;
    }
}
