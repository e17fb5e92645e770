package erp.migrations.backup.archive;

import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record as JSON whose last fields are checksums of all bytes before them: {@code hmac} with the
 * backup's key, where it has one, then {@code sha256}.
 */
public final class ManifestFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern SHA256 = end("sha256");
    private static final Pattern HMAC = end("hmac");

    private ManifestFile() {}

    public static byte[] encode(Object content, Seal seal) {
        String open = JSON.writeValueAsString(content).stripTrailing();
        open = open.substring(0, open.length() - 1).stripTrailing();
        if (seal.encryption() != null && seal.key() != null) {
            byte[] key = seal.encryption().manifestKey(seal.key());
            open += ending("hmac", Digests.hmac(key, bytes(open)));
        }
        return bytes(open + ending("sha256", Digests.sha256().digest(bytes(open))) + "\n}\n");
    }

    /** Refuses damage; says nothing of forgery. */
    public static <T> T decode(Class<T> type, String file, byte[] content) {
        String open = checked(file, content);
        try {
            return JSON.readValue(open + "}", type);
        } catch (JacksonException e) {
            throw damaged(file, "it does not say what it must, " + e.getOriginalMessage());
        }
    }

    /** Refuses what was not written with this key. */
    public static void authenticate(String file, byte[] content, Seal seal) {
        if (seal.encryption() == null || seal.key() == null) {
            return;
        }
        String open = checked(file, content);
        Matcher hmac = HMAC.matcher(open);
        if (!hmac.find()) {
            throw damaged(file, "its hmac is missing");
        }
        byte[] key = seal.encryption().manifestKey(seal.key());
        byte[] expected = Digests.hmac(key, bytes(open.substring(0, hmac.start())));
        if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(hmac.group(1)))) {
            throw damaged(file, "it was changed by somebody without the key");
        }
    }

    private static String checked(String file, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (!text.endsWith("\n}\n")) {
            throw damaged(file, "it ends too early");
        }
        String open = text.substring(0, text.length() - 3);
        Matcher sha256 = SHA256.matcher(open);
        if (!sha256.find()) {
            throw damaged(file, "its checksum is missing");
        }
        String covered = open.substring(0, sha256.start());
        if (!MessageDigest.isEqual(bytes(text), content)
                || !Digests.hex(Digests.sha256().digest(bytes(covered))).equals(sha256.group(1))) {
            throw damaged(file, "its checksum is wrong");
        }
        return covered;
    }

    private static Pattern end(String field) {
        return Pattern.compile(",\n  \"" + field + "\" : \"([0-9a-f]{64})\"\\z");
    }

    private static String ending(String field, byte[] value) {
        return ",\n  \"%s\" : \"%s\"".formatted(field, Digests.hex(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MigrationException damaged(String file, @Nullable String why) {
        return new MigrationException("%s is damaged: %s.".formatted(file, why));
    }
}
