package erp.app;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A program that tests use as it is, brought by a script of {@code ops/bin}.
 *
 * @param script that brings it into a cache of its name
 * @param needed environment variable that says, by {@code true}, that it has to be there
 */
record RealProgram(String name, String script, String needed) {

    /** Where it is, if it is somewhere. */
    Stream<Path> found() {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", script, "root/usr/bin");
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")).map(Path::of), Stream.of(cache))
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable);
    }

    /** Where there is none the test is skipped; where one must be, it fails. */
    void require() {
        boolean isThere = found().findAny().isPresent();
        String missing = "no %s on PATH: ops/bin/%s fetch brings one".formatted(name, script);
        if (!isThere && "true".equals(System.getenv(needed))) {
            Assertions.fail(missing);
        }
        Assumptions.assumeTrue(isThere, missing);
    }
}
