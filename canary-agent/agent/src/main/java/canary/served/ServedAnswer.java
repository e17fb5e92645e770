package canary.served;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered to a request. */
record ServedAnswer(int status, String type, String body, Map<String, String> headers) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static final String JSON_TYPE = "application/json";

    ServedAnswer {
        headers = Map.copyOf(headers);
    }

    static ServedAnswer text(int status, String type, String text) {
        return new ServedAnswer(status, type + "; charset=utf-8", text, Map.of());
    }

    static ServedAnswer json(int status, Object value) {
        return new ServedAnswer(status, JSON_TYPE, JSON.writeValueAsString(value) + "\n", Map.of());
    }

    /** The same for who has it already, by the digest of its text: 304. */
    ServedAnswer unlessKnown(String ifNoneMatch) {
        String tag = '"' + digest(body) + '"';
        return ifNoneMatch.equals(tag)
                ? new ServedAnswer(304, type, "", headers).with("ETag", tag)
                : with("ETag", tag);
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static ServedAnswer problem(ProblemException problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title(problem.status()));
        body.put("status", problem.status());
        body.put("code", problem.code());
        body.put("detail", String.valueOf(problem.getMessage()));
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        ServedAnswer answer = json(problem.status(), body);
        return new ServedAnswer(
                problem.status(), "application/problem+json", answer.body(), answer.headers());
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }

    ServedAnswer with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new ServedAnswer(status, type, body, all);
    }
}
