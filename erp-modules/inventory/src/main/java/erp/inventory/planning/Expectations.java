package erp.inventory.planning;

import erp.core.tx.Tx;

import java.util.function.Consumer;

/** A module's open documents, as those who plan see them: one for each module that has some. */
public interface Expectations {

    /** Tells all that is open in the company, in no order. */
    void forEach(Tx tx, Consumer<Expected> told);
}
