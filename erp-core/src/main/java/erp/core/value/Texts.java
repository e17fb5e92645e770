package erp.core.value;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The rule that every text which comes in follows: it is kept composed (NFC, so that equal texts
 * are equal), and has nothing in it that a reader cannot see or that changes what he sees. Near to
 * RFC 8264's FreeformClass; what scripts and emoji need is let through where they need it ({@link
 * Invisibles}).
 */
public final class Texts {
    private static final Pattern BREAK = Pattern.compile("\r\n?|[\u0085\u2028\u2029]");
    private static final int BLANK_BRAILLE = 0x2800;

    private Texts() {}

    /** A text of one line, as it is kept. Throws {@link InvalidValue}. */
    public static String line(String text) {
        return isPlain(text) ? text : checked(composed(text), false);
    }

    /**
     * A text that may have more lines, as it is kept: with {@code \n} between them. Throws {@link
     * InvalidValue}.
     */
    public static String lines(String text) {
        return isPlain(text) ? text : checked(composed(BREAK.matcher(text).replaceAll("\n")), true);
    }

    /** Most texts: nothing, or printable ASCII that does not begin with a space. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (i == 0 && c == ' ')) {
                return false;
            }
        }
        return true;
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String checked(String text, boolean manyLines) {
        int[] points = text.codePoints().toArray();
        boolean blank = points.length > 0;
        for (int i = 0; i < points.length; i++) {
            String wrong = wrong(points, i, manyLines);
            if (!wrong.isEmpty()) {
                throw new InvalidValue(
                        "characters", "must not contain U+%04X: %s".formatted(points[i], wrong));
            }
            blank = blank && isBlank(points[i]);
        }
        if (blank) {
            throw new InvalidValue("notBlank", "must not be blank");
        }
        return text;
    }

    /** What is wrong with a character at its place, or nothing. */
    private static String wrong(int[] points, int i, boolean manyLines) {
        int point = points[i];
        if (manyLines && (point == '\n' || point == '\t')) {
            return "";
        }
        if (Invisibles.contains(point)) {
            return Invisibles.isNeeded(points, i)
                    ? ""
                    : "it is invisible, or changes the direction of what follows";
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL -> "it is a control character";
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "it breaks the line";
            case Character.SURROGATE -> "it is half of a surrogate pair";
            case Character.PRIVATE_USE ->
                    "it is for private use and looks different to each reader";
            default -> isNoncharacter(point) ? "it is no character" : "";
        };
    }

    private static boolean isNoncharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    private static boolean isBlank(int point) {
        return Character.isSpaceChar(point)
                || Character.isWhitespace(point)
                || point == BLANK_BRAILLE
                || Invisibles.contains(point);
    }
}
