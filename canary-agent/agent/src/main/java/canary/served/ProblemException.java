package canary.served;

import java.util.List;

/** A request that is answered by a problem, as RFC 9457 has it. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient List<String> errors;

    ProblemException(int status, String code, String detail) {
        this(status, code, detail, List.of());
    }

    /**
     * @param code stable, for programs
     * @param errors each problem by itself; may be empty
     */
    ProblemException(int status, String code, String detail, List<String> errors) {
        super(detail);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    List<String> errors() {
        return errors;
    }
}
