package canary.trial;

import java.util.List;
import java.util.Set;

/**
 * What is tried.
 *
 * @param database carries out {@code db trial} by the canary's build, with the owner's account
 * @param stable its version and the program that serves it
 * @param canary likewise
 * @param username who runs the smoke tests, a user in the data
 * @param isSmokeTried whether all is tried that stable tells, or only the API's description
 * @param skip smoke tests that are left out, as in the release's plan
 */
public record TrialPlan(
        List<String> database,
        Version stable,
        Version canary,
        String username,
        String password,
        boolean isSmokeTried,
        Set<String> skip) {

    public TrialPlan {
        database = List.copyOf(database);
        skip = Set.copyOf(skip);
    }

    /** A version of the server. */
    public record Version(String name, List<String> serve) {

        public Version {
            serve = List.copyOf(serve);
        }

        /**
         * @param serve words apart by blanks, which quotes hold together
         */
        public static Version of(String name, String serve) {
            return new Version(name, CommandText.words(serve));
        }
    }

    /** The words of a program, apart by blanks, which quotes hold together. */
    public static List<String> words(String command) {
        return CommandText.words(command);
    }

    @Override
    public String toString() {
        return "TrialPlan[%s, %s, %s]".formatted(database, stable, canary);
    }
}
