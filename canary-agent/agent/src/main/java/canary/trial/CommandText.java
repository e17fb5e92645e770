package canary.trial;

import java.util.ArrayList;
import java.util.List;

/** A program and its arguments in one text, apart by blanks; quotes hold a word together. */
final class CommandText {

    private CommandText() {}

    /** Its words. Throws {@link IllegalArgumentException} where there is none, or half a quote. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                isWord = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                isWord = true;
            } else if (isWord) {
                words.add(word + "");
                word.setLength(0);
                isWord = false;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("has a quote " + quote + " without its end");
        }
        if (isWord) {
            words.add(word + "");
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("names no program");
        }
        return words;
    }
}
