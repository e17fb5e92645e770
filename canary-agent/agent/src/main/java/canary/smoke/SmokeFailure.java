package canary.smoke;

/** A functional check that did not go as it should; the message says what was seen. */
final class SmokeFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    SmokeFailure(String message) {
        super(message);
    }
}
