package canary;

import canary.operations.Place;
import canary.served.AgentServer;
import canary.served.CallerTokens;
import canary.served.ServeSettings;
import canary.served.Worker;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code serve}: the agent as a service, until the process is told to end. */
final class ServeCommand {

    private static final String LOOK_ON = "--look-on";
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
        Arguments arguments =
                new Arguments(words, Places.valued(Set.of()), Places.flags(Set.of(LOOK_ON)));
        if (!arguments.word().isEmpty()) {
            throw new UsageException("unexpected " + arguments.word());
        }
        ServeSettings settings = settings();
        CallerTokens tokens = new CallerTokens(settings.tokens());
        List<String> problems = tokens.problems();
        if (!problems.isEmpty()) {
            throw new UsageException(String.join("\n", problems));
        }
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(told, done), "end"));
        try {
            return serve(settings, tokens, arguments, told);
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

    private int serve(
            ServeSettings settings, CallerTokens tokens, Arguments arguments, CountDownLatch told) {
        try (Place place = places.of(arguments);
                Worker worker =
                        arguments.has(LOOK_ON)
                                ? Worker.lookingOn(place, out)
                                : new Worker(place, out, ROUNDS);
                AgentServer server = AgentServer.start(settings, tokens, place, worker)) {
            out.println(
                    "serves releases %s at %s port %d"
                            .formatted(
                                    place.releases().place(), settings.address(), server.port()));
            if (!arguments.has(LOOK_ON)) {
                worker.look();
            }
            told.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private ServeSettings settings() {
        try {
            return ServeSettings.of(environment);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
