package erp.production.mrp;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Is told the plan, as it comes about; orders before what names them. */
public interface PlanSink {
    void order(PlannedOrder order);

    void peg(Peg peg);

    void message(Message message);

    /**
     * An order that is to be placed.
     *
     * @param no from 0, by low-level code, item and day
     * @param bill that it was exploded by; null where it is bought, or has none
     */
    record PlannedOrder(
            int no,
            UUID item,
            boolean isMade,
            @Nullable UUID bill,
            BigDecimal quantity,
            LocalDate start,
            LocalDate due,
            int level) {}

    /** So much of a supply is for a demand. */
    record Peg(UUID item, BigDecimal quantity, LocalDate neededOn, Party demand, Party supply) {}

    /**
     * Something that a person should do.
     *
     * @param about the document or planned order
     * @param dated when it is expected now; of LATE, when it can be there at the earliest
     * @param neededOn when it is wanted; null where nobody wants it
     */
    record Message(
            MessageKind kind,
            UUID item,
            Party about,
            BigDecimal quantity,
            LocalDate dated,
            @Nullable LocalDate neededOn) {}
}
