package erp.production.mrp;

/** A plan would have more orders than there may be: lots are too small for what is wanted. */
public final class TooManyOrders extends RuntimeException {
    TooManyOrders(int most) {
        super("there would be more than %d planned orders: make lots larger".formatted(most));
    }
}
