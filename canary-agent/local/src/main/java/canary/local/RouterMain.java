package canary.local;

import canary.mesh.Split;
import canary.mesh.Split.Routing;
import canary.router.Router;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The router as a program, before versions that somebody else runs (ops/compose). */
public final class RouterMain {

    private static final int WRONG_USAGE = 2;
    private static final int VERSIONS = 2;
    private static final String USAGE =
            """
            Usage: RouterMain PORT CONTROL-PORT VERSION=API,MANAGEMENT VERSION=API,MANAGEMENT

            Routes what comes to PORT, on all addresses, to the first version, and the second gets
            what an agent gives it over CONTROL-PORT, which listens on 127.0.0.1 only: an agent
            shares this program's network. One that is started again begins with the first version.
            """;

    private RouterMain() {}

    public static void main(String[] arguments) {
        try {
            Running running = start(Arrays.asList(arguments));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "end"));
            System.out.printf(
                    "routes on %s, control on %s%n", running.router.uri(), running.control.uri());
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(WRONG_USAGE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What runs until it is closed. */
    record Running(StandingCluster cluster, Router router, ControlServer control)
            implements AutoCloseable {
        @Override
        public void close() {
            control.close();
            router.close();
            cluster.close();
        }
    }

    /** Refuses words that are wrong by {@link IllegalArgumentException}. */
    static Running start(List<String> words) {
        if (words.size() != 2 + VERSIONS) {
            throw new IllegalArgumentException("two ports and two versions, not " + words);
        }
        int port = port(words.getFirst());
        int controlPort = port(words.get(1));
        List<StandingCluster.Member> members =
                words.stream().skip(2).map(RouterMain::member).toList();
        Split first =
                new Split(
                        members.getFirst().version(),
                        members.getLast().version(),
                        0,
                        Routing.COHORT);
        if (first.stable().equals(first.canary())) {
            throw new IllegalArgumentException("both versions are " + first.stable());
        }
        StandingCluster cluster = new StandingCluster(members).start();
        Router router = Router.everywhere(port, first, cluster::backends).start();
        ControlServer control =
                new ControlServer(controlPort, router, cluster, router::metrics).start();
        return new Running(cluster, router, control);
    }

    private static int port(String word) {
        if (!word.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("a port is a number, not " + word);
        }
        return Integer.parseInt(word);
    }

    private static StandingCluster.Member member(String word) {
        String[] parts = word.split("[=,]", -1);
        if (parts.length != 3 || parts[0].isBlank()) {
            throw new IllegalArgumentException("VERSION=API,MANAGEMENT, not " + word);
        }
        return new StandingCluster.Member(parts[0], root(parts[1]), root(parts[2]));
    }

    private static URI root(String word) {
        URI root = URI.create(word);
        if (root.getHost() == null || !"http".equals(root.getScheme())) {
            throw new IllegalArgumentException("an address is http://HOST:PORT, not " + word);
        }
        return root;
    }
}
