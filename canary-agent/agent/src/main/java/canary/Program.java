package canary;

import java.util.List;

/**
 * The command line of the image: {@code canary-agent release ...}.
 *
 * <p>There is no shell in an image, so its program is a file whose interpreter line names the JVM:
 * the kernel puts that file's path before the arguments. A name of the program that the caller
 * wrote himself, because he need not know whether the image has an entry point, follows it.
 */
public final class Program {
    private static final String NAME = "canary-agent";

    private Program() {}

    public static void main(String[] arguments) {
        System.exit(Main.run(words(List.of(arguments))));
    }

    /** What is left of the arguments without the program's path and name. */
    static List<String> words(List<String> arguments) {
        List<String> words = arguments.stream().skip(1).toList();
        boolean isNamed = !words.isEmpty() && words.getFirst().equals(NAME);
        return isNamed ? words.subList(1, words.size()) : words;
    }
}
