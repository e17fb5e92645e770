package canary.served;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * @param address to listen at
 * @param tokens file of those who may ask, a line {@code name token [view|operate]} each
 */
public record ServeSettings(String address, int port, Path tokens) {

    private static final String PORT = "ERP_AGENT_PORT";
    private static final String ADDRESS = "ERP_AGENT_ADDRESS";
    private static final String TOKENS = "ERP_AGENT_TOKENS";
    private static final int STANDARD = 8090;
    private static final int HIGHEST = 65_535;

    /** Reads the environment; throws {@link IllegalArgumentException} with a line per problem. */
    public static ServeSettings of(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        int port = port(environment.get(PORT), problems);
        String address = environment.getOrDefault(ADDRESS, "127.0.0.1");
        if (address.isBlank()) {
            problems.add(ADDRESS + ": must not be empty");
        }
        String tokens = environment.getOrDefault(TOKENS, "");
        if (tokens.isBlank()) {
            problems.add(TOKENS + ": must name a file with a line `name token` for each caller");
        } else if (!Files.isReadable(Path.of(tokens))) {
            problems.add("%s: %s cannot be read".formatted(TOKENS, tokens));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new ServeSettings(address, port, Path.of(tokens));
    }

    private static int port(@Nullable String text, List<String> problems) {
        if (text == null) {
            return STANDARD;
        }
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST) {
            return Integer.parseInt(text);
        }
        problems.add("%s: must be 0 to %d, not %s".formatted(PORT, HIGHEST, text));
        return STANDARD;
    }
}
