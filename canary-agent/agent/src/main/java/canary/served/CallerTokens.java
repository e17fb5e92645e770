package canary.served;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Who may ask, from a file that is read again for each request, since a Secret that is mounted
 * changes without notice. A line that breaks a rule opens no door.
 */
public final class CallerTokens {

    private static final Logger LOG = LoggerFactory.getLogger(CallerTokens.class);

    static final int LEAST_LETTERS = 32;
    static final int MOST_BYTES = 64 << 10;

    private static final String LINE = "name token [view|operate]";
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,62}";

    private final Path file;

    /** One caller, with the digest of the token. */
    private record Known(Caller caller, String digest) {}

    /** What a file says. */
    private record Content(List<Known> callers, List<String> problems) {}

    public CallerTokens(Path file) {
        this.file = file;
    }

    /** What is wrong with the file, a sentence each; none of them names a token. */
    public List<String> problems() {
        Content content = read();
        List<String> problems = new ArrayList<>(content.problems());
        if (content.callers().isEmpty() && problems.isEmpty()) {
            problems.add("%s: has no line `%s`".formatted(file, LINE));
        }
        return problems;
    }

    /**
     * The caller who shows this token; null for nobody. Takes as long for each token, whether it is
     * right or not.
     *
     * @param name who the caller says to be; empty for nobody in particular
     */
    @Nullable Caller caller(String name, String token) {
        Content content = read();
        content.problems().forEach(problem -> LOG.error("event=token_refused why=\"{}\"", problem));
        byte[] shown = bytes(digest(token));
        Caller found = null;
        for (Known known : content.callers()) {
            boolean isRight = MessageDigest.isEqual(bytes(known.digest()), shown);
            if (isRight && (name.isEmpty() || name.equals(known.caller().name()))) {
                found = known.caller();
            }
        }
        return found;
    }

    private Content read() {
        List<Known> callers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : text().split("\n", -1)) {
            number++;
            String plain = line.strip();
            if (plain.isEmpty() || plain.startsWith("#")) {
                continue;
            }
            String[] words = plain.split("\\s+", -1);
            Caller.Role role = words.length == 3 ? role(words[2]) : Caller.Role.OPERATE;
            if (words.length < 2 || words.length > 3 || !words[0].matches(NAME)) {
                problems.add("%s: line %d must be `%s`".formatted(file, number, LINE));
            } else if (role == null) {
                problems.add(
                        "%s: line %d: the role must be view or operate".formatted(file, number));
            } else if (words[1].length() < LEAST_LETTERS) {
                problems.add(
                        "%s: line %d: a token must have at least %d characters"
                                .formatted(file, number, LEAST_LETTERS));
            } else {
                callers.add(new Known(new Caller(words[0], role), digest(words[1])));
            }
        }
        return new Content(callers, problems);
    }

    private static Caller.@Nullable Role role(String word) {
        for (Caller.Role role : Caller.Role.values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        return null;
    }

    private String text() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("%s is longer than %d bytes".formatted(file, MOST_BYTES));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Digests are of one length, so comparing them tells nothing of a token's. */
    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(token)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
