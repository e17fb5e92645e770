package canary;

import canary.operations.Place;
import canary.served.AgentServer;
import canary.served.CallerTokens;
import canary.served.ServeSettings;
import canary.served.Worker;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code serve}: the agent as a service, until the process is told to end. */
final class ServeCommand {

    private static final String LOOK_ON = "--look-on";
    private static final String PORT = "--port";
    private static final int TOKEN_BYTES = 24;
    private static final Duration ROUNDS = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final Places places;
    private final Map<String, String> environment;
    private final PrintStream out;

    ServeCommand(Places places, Map<String, String> environment, PrintStream out) {
        this.places = places;
        this.environment = environment;
        this.out = out;
    }

    /** Runs; a release that is under way when the process ends is left as it stands. */
    int run(List<String> words) {
        Arguments arguments = arguments(words, Set.of(), Set.of(LOOK_ON));
        return serve(settings(environment), arguments, arguments.has(LOOK_ON));
    }

    /**
     * {@code release page}: looks on beside the agents of other processes, for who is at this
     * terminal, with a token that is good until it ends.
     */
    int page(List<String> words) {
        Arguments arguments = arguments(words, Set.of(PORT), Set.of());
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        String name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9]", "");
        Path file;
        try {
            file = Files.createTempFile("canary-tokens", ""); // read by nobody else
            file.toFile().deleteOnExit();
            Files.writeString(file, "%s %s%n".formatted(name.isEmpty() ? "me" : name, token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> own = new HashMap<>(environment);
        own.put("ERP_AGENT_TOKENS", file.toString());
        String port = arguments.value(PORT);
        if (port != null) {
            own.put("ERP_AGENT_PORT", port);
        }
        out.println("the token to sign in with, until this ends: " + token);
        return serve(settings(own), arguments, true);
    }

    private static Arguments arguments(List<String> words, Set<String> valued, Set<String> flags) {
        Arguments arguments = new Arguments(words, Places.valued(valued), Places.flags(flags));
        if (!arguments.word().isEmpty()) {
            throw new UsageException("unexpected " + arguments.word());
        }
        return arguments;
    }

    private int serve(ServeSettings settings, Arguments arguments, boolean onlyLooksOn) {
        CallerTokens tokens = new CallerTokens(settings.tokens());
        List<String> problems = tokens.problems();
        if (!problems.isEmpty()) {
            throw new UsageException(String.join("\n", problems));
        }
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(told, done), "end"));
        try (Place place = places.of(arguments);
                Worker worker =
                        onlyLooksOn
                                ? Worker.lookingOn(place, out)
                                : new Worker(place, out, ROUNDS);
                AgentServer server = AgentServer.start(settings, tokens, place, worker)) {
            out.println(
                    "serves releases %s at http://%s:%d"
                            .formatted(
                                    place.releases().place(), settings.address(), server.port()));
            if (!onlyLooksOn) {
                worker.look();
            }
            told.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            done.countDown();
        }
    }

    /** The process ends when its release is let go, or when that takes too long. */
    private static void end(CountDownLatch told, CountDownLatch done) {
        told.countDown();
        try {
            if (!done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("the agent does not end; the journal is good for a resume");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServeSettings settings(Map<String, String> environment) {
        try {
            return ServeSettings.of(environment);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
