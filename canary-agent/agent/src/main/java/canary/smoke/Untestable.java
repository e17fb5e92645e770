package canary.smoke;

/** A functional check lacks what it needs; the message says what. It blames nobody. */
final class Untestable extends RuntimeException {

    private static final long serialVersionUID = 1;

    Untestable(String message) {
        super(message);
    }
}
