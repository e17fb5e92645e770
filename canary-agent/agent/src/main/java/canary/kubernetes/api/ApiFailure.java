package canary.kubernetes.api;

import io.fabric8.kubernetes.client.KubernetesClientException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;

/** A call that the API server did not do, in a sentence that names what was asked and why not. */
public final class ApiFailure extends UncheckedIOException {

    private static final long serialVersionUID = 1;

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final int code;

    private ApiFailure(String sentence, Throwable cause, int code) {
        super(sentence, new IOException(sentence, cause));
        this.code = code;
    }

    static ApiFailure of(String asked, KubernetesClientException e) {
        int code = Math.max(0, e.getCode());
        return new ApiFailure("cannot " + asked + ": " + cause(e, code), e, code);
    }

    private static String cause(KubernetesClientException e, int code) {
        return switch (code) {
            case 0 -> "the API server does not answer: " + root(e);
            case 401 -> "the API server does not know this account";
            case FORBIDDEN -> "not allowed: " + said(e);
            case NOT_FOUND -> "there is none: " + said(e);
            case CONFLICT -> "somebody else wrote it meanwhile: " + said(e);
            default -> "the API server answers " + code + ": " + said(e);
        };
    }

    private static String said(KubernetesClientException e) {
        String said =
                e.getStatus() == null || e.getStatus().getMessage() == null
                        ? String.valueOf(e.getMessage())
                        : e.getStatus().getMessage();
        return said.replace('\n', ' ');
    }

    /** The JDK's own exceptions for these two say nothing but their class. */
    private static String root(Throwable thrown) {
        boolean isUnreached = thrown instanceof ConnectException;
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
            isUnreached |= cause instanceof ConnectException;
        }
        if (cause instanceof UnresolvedAddressException) {
            return "its host is not known";
        }
        if (isUnreached) {
            return "nobody accepts a connection there";
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    /** The same failure with a word on where that is. */
    public ApiFailure at(String where) {
        return new ApiFailure("%s (%s)".formatted(getMessage(), where), this, code);
    }

    /** The HTTP status; 0 where nothing answered. */
    public int code() {
        return code;
    }

    /** Whether there is no such object. */
    public boolean isMissing() {
        return code == NOT_FOUND;
    }

    /** Whether the account lacks the right. */
    public boolean isForbidden() {
        return code == FORBIDDEN;
    }

    /** Whether somebody else wrote first. */
    public boolean isConflict() {
        return code == CONFLICT;
    }
}
