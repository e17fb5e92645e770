package erp.core.value;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Characters that show nothing themselves (Unicode's {@code Default_Ignorable_Code_Point}, and the
 * anchors of annotations), and the places where a script or an emoji needs one. Elsewhere they make
 * two texts that look the same.
 */
final class Invisibles {
    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int END_OF_TAGS = 0xE007F;

    /** First and last of each range, in order. */
    private static final int[][] RANGES = {
        {0x00AD, 0x00AD},
        {0x034F, 0x034F},
        {0x061C, 0x061C},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x200B, 0x200F},
        {0x202A, 0x202E},
        {0x2060, 0x206F},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFFB},
        {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A},
        {0xE0000, 0xE0FFF},
    };

    /** Scripts whose words need joiners and non-joiners between their letters. */
    private static final Set<UnicodeScript> JOINING =
            EnumSet.of(
                    UnicodeScript.ADLAM,
                    UnicodeScript.ARABIC,
                    UnicodeScript.BALINESE,
                    UnicodeScript.BENGALI,
                    UnicodeScript.DEVANAGARI,
                    UnicodeScript.GUJARATI,
                    UnicodeScript.GURMUKHI,
                    UnicodeScript.HANIFI_ROHINGYA,
                    UnicodeScript.JAVANESE,
                    UnicodeScript.KANNADA,
                    UnicodeScript.KHMER,
                    UnicodeScript.MALAYALAM,
                    UnicodeScript.MANDAIC,
                    UnicodeScript.MONGOLIAN,
                    UnicodeScript.MYANMAR,
                    UnicodeScript.NKO,
                    UnicodeScript.ORIYA,
                    UnicodeScript.SINHALA,
                    UnicodeScript.SYRIAC,
                    UnicodeScript.TAMIL,
                    UnicodeScript.TELUGU,
                    UnicodeScript.TIBETAN);

    /** Scripts that put no space between words, so that a zero-width one says where a line ends. */
    private static final Set<UnicodeScript> SPACELESS =
            EnumSet.of(
                    UnicodeScript.KHMER,
                    UnicodeScript.LAO,
                    UnicodeScript.MYANMAR,
                    UnicodeScript.THAI);

    private Invisibles() {}

    static boolean contains(int point) {
        if (point < RANGES[0][0]) {
            return false;
        }
        for (int[] range : RANGES) {
            if (point <= range[1]) {
                return point >= range[0];
            }
        }
        return false;
    }

    /** Whether the invisible character at {@code i} has a work to do there. */
    static boolean isNeeded(int[] text, int i) {
        int before = i == 0 ? 0 : text[i - 1];
        int after = i == text.length - 1 ? 0 : text[i + 1];
        int point = text[i];
        return switch (point) {
            case ZERO_WIDTH_SPACE -> isSpaceless(before) && isSpaceless(after);
            case NON_JOINER -> isJoining(before);
            case JOINER -> isJoining(before) || joinsEmoji(before, after);
            case 0x061C, 0x200E, 0x200F -> Arrays.stream(text).anyMatch(Invisibles::isRightToLeft);
            case 0xFE0E, EMOJI_STYLE ->
                    Character.isEmoji(before) && (before > '9' || after == KEYCAP);
            default -> isVariant(point, before) || (isTag(point) && isFlag(text, i));
        };
    }

    private static boolean joinsEmoji(int before, int after) {
        return Character.isExtendedPictographic(after)
                && (Character.isExtendedPictographic(before)
                        || Character.isEmojiModifier(before)
                        || before == EMOJI_STYLE);
    }

    /** A variation selector behind a character that has variants. */
    private static boolean isVariant(int point, int before) {
        if (point >= 0x180B && point <= 0x180F) {
            return UnicodeScript.of(before) == UnicodeScript.MONGOLIAN;
        } else if (point >= 0xE0100 && point <= 0xE01EF) {
            return Character.isIdeographic(before);
        }
        return point >= 0xFE00
                && point <= 0xFE0D
                && (Character.isIdeographic(before)
                        || Character.getType(before) == Character.MATH_SYMBOL
                        || UnicodeScript.of(before) == UnicodeScript.MYANMAR);
    }

    private static boolean isTag(int point) {
        return point >= 0xE0020 && point <= END_OF_TAGS;
    }

    /**
     * Whether the tags around {@code i} are a flag such as Scotland's, from its pole to its end.
     */
    private static boolean isFlag(int[] text, int i) {
        int first = i;
        while (first > 0 && isTag(text[first - 1]) && text[first - 1] != END_OF_TAGS) {
            first--;
        }
        int last = i;
        while (last < text.length - 1 && text[last] != END_OF_TAGS && isTag(text[last + 1])) {
            last++;
        }
        return first > 0
                && text[first - 1] == BLACK_FLAG
                && text[last] == END_OF_TAGS
                && last - first <= 6;
    }

    private static boolean isSpaceless(int point) {
        return !contains(point) && SPACELESS.contains(UnicodeScript.of(point));
    }

    /**
     * Whether it is of a joining script; Arabic's vowel signs are of none, as Syriac has them too.
     */
    private static boolean isJoining(int point) {
        return !contains(point)
                && (JOINING.contains(UnicodeScript.of(point))
                        || UnicodeBlock.ARABIC.equals(UnicodeBlock.of(point)));
    }

    private static boolean isRightToLeft(int point) {
        byte direction = Character.getDirectionality(point);
        return !contains(point) // the marks have a direction themselves
                && (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    }
}
