package canary.load;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Work of a module that users do now and then, besides order to cash. A module's is one class of
 * its own and one line in {@link #ALL}.
 */
public interface ErrandKind {

    /** All of them; whoever does one does any of them as often as another. */
    List<ErrandKind> ALL =
            List.of(
                    new LeadErrands(),
                    new PurchaseErrands(),
                    new WorkshopErrands(),
                    new ExpenseErrands());

    /** Built-in roles of those who do it. */
    List<String> roles();

    /**
     * Sets up what it needs, once for a company.
     *
     * @param company with everything but its users and errands
     */
    Prepared prepare(Company company, Setup setup) throws IOException;

    /** Makes what is not there, as the administrator. */
    interface Setup {

        /** Posts, and tells the document's id. */
        String create(String path, @Nullable Object body) throws IOException;
    }

    /**
     * Ready to be done.
     *
     * @param errand begins one, with that chance
     * @param warmUp a new copy does these before users reach it; what is posted is a dry run
     */
    record Prepared(Function<RandomGenerator, Errand> errand, List<Errand.Request> warmUp) {

        public Prepared {
            warmUp = List.copyOf(warmUp);
        }
    }
}
