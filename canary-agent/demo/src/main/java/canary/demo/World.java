package canary.demo;

import canary.load.WarmUp;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where both versions run and users reach them. */
interface World extends AutoCloseable {

    String STABLE = "v1";
    String CANARY = "v2";

    /** Starts a version and waits until it is ready; where it alone is reached. */
    URI start(String version);

    /** Where clients reach what the traffic's split gives them. */
    URI entrance();

    /**
     * Lets an agent in.
     *
     * @param warmUp what a new copy of the canary does before it counts as ready
     */
    AgentAccess open(WarmUp warmUp);

    /** Stops all of it. */
    @Override
    void close();

    /**
     * How an agent reaches a world.
     *
     * @param places in a few words for people
     * @param plan the section of the plan that says so, without database and probe
     * @param options of {@code release start}
     * @param look options of {@code release status}, from another terminal
     * @param environment of its process
     */
    record AgentAccess(
            String places,
            String plan,
            List<String> options,
            List<String> look,
            Map<String, String> environment) {}
}
