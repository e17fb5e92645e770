package canary.router;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What routing needs of an access token. The signature is not looked at: the server behind the
 * router verifies it, and a forged token is refused there, whichever version it reaches.
 *
 * @param subject the user's id, or null where the request carries no readable token
 * @param cohort 0 to 99, or {@link #NO_COHORT}
 * @param probe whether the token may choose its version
 */
record Claims(@Nullable String subject, int cohort, boolean probe) {

    static final int NO_COHORT = -1;
    static final Claims NONE = new Claims(null, NO_COHORT, false);

    private static final String BEARER = "Bearer ";
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final Pattern COHORT = Pattern.compile("[0-9]{2}");
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads an Authorization header; whatever is not a readable token counts as none. */
    static Claims of(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() > LONGEST_TOKEN
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return NONE;
        }
        int start = authorization.indexOf('.') + 1;
        int end = authorization.indexOf('.', start);
        if (start == 0 || end < 0) {
            return NONE;
        }
        try {
            byte[] payload =
                    Base64.getUrlDecoder()
                            .decode(
                                    authorization
                                            .substring(start, end)
                                            .getBytes(StandardCharsets.ISO_8859_1));
            return read(payload);
        } catch (IllegalArgumentException | JacksonException _) {
            return NONE;
        }
    }

    private static Claims read(byte[] payload) {
        String subject = null;
        int cohort = NO_COHORT;
        boolean probe = false;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), payload)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "sub" -> subject = json.getValueAsString();
                    case "cohort" -> cohort = cohort(json.getValueAsString());
                    case "probe" -> probe = value == JsonToken.VALUE_TRUE;
                    default -> json.skipChildren();
                }
            }
        }
        return new Claims(subject, cohort, probe);
    }

    private static int cohort(@Nullable String text) {
        return text != null && COHORT.matcher(text).matches()
                ? Integer.parseInt(text, 10)
                : NO_COHORT;
    }
}
