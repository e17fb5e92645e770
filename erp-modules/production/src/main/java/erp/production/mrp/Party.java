package erp.production.mrp;

import erp.inventory.stock.Origin;

/** One end of a peg: who wants goods, or who brings them. */
public sealed interface Party {
    /** A document that exists. */
    record Document(Origin origin) implements Party {}

    /**
     * An order that the plan proposes.
     *
     * @param no its number in the plan, from 0
     */
    record Planned(int no) implements Party {}

    /** What is on hand. */
    record Stock() implements Party {}

    /** What is to stay on hand. */
    record Safety() implements Party {}
}
