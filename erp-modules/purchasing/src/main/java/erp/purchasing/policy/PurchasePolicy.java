package erp.purchasing.policy;

import erp.core.tx.Document;
import erp.core.tx.Tx;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * A company's rules of purchasing, as they are kept once somebody has said some; its id is theirs.
 */
@Entity
@Table(name = "purchasing_policy")
public class PurchasePolicy extends Document {
    private BigDecimal overReceiptPercent;
    private BigDecimal quantityPercent;
    private BigDecimal pricePercent;
    private BigDecimal totalAmount;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "policy_id", nullable = false, updatable = false)
    @OrderBy("aboveAmount")
    private List<OrderApprovalLevel> levels = new ArrayList<>();

    protected PurchasePolicy() {}

    PurchasePolicy(Tx tx, Rules rules) {
        super(tx.companyId());
        say(tx, rules);
    }

    void change(Tx tx, Rules rules) {
        levels.clear();
        tx.flush(); // the amounts are free before others take them
        say(tx, rules);
    }

    private void say(Tx tx, Rules rules) {
        overReceiptPercent = rules.overReceiptPercent().setScale(4);
        quantityPercent = rules.quantityPercent().setScale(4);
        pricePercent = rules.pricePercent().setScale(4);
        totalAmount = rules.totalAmount().amount();
        for (Rules.Level level : rules.levels()) {
            levels.add(
                    new OrderApprovalLevel(tx.newId(), level.above().amount(), level.approvals()));
        }
    }

    Rules rules(Currency currency) {
        return Rules.of(
                overReceiptPercent, quantityPercent, pricePercent, totalAmount, levels, currency);
    }
}
