package canary;

import canary.agent.io.KeptRelease;
import canary.gates.input.Limits;
import canary.journal.Entry;
import canary.operations.Place;
import canary.plan.Plan;
import canary.plan.PlanException;
import canary.plan.PlanFile;
import canary.thresholds.Proposal;
import canary.thresholds.ShownValues;
import canary.thresholds.ThresholdTable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code release thresholds}: limits and margins that the releases so far speak for. */
final class ThresholdsCommand {

    private static final String AS_JSON = "--json";
    private static final String PLAN = "--plan";

    private final Places places;
    private final PrintStream out;

    ThresholdsCommand(Places places, PrintStream out) {
        this.places = places;
        this.out = out;
    }

    int run(List<String> words) {
        Arguments arguments =
                new Arguments(words, Places.valued(Set.of(PLAN)), Places.flags(Set.of(AS_JSON)));
        if (!arguments.word().isEmpty()) {
            throw new UsageException("unexpected " + arguments.word());
        }
        try (Place place = places.of(arguments)) {
            return place.run(() -> tell(place, arguments));
        }
    }

    /** Limits in force, and whose they are. */
    private record Present(Limits limits, String whose) {}

    private int tell(Place place, Arguments arguments) {
        List<KeptRelease> releases = place.releases().list();
        Path file = arguments.path(PLAN);
        Present present = file == null ? newest(releases) : of(file);
        ShownValues shown = new ShownValues();
        for (KeptRelease release : releases) {
            List<Entry> entries = release.peek();
            if (!entries.isEmpty()) {
                shown.add(entries);
            }
        }
        List<Proposal> proposals = Proposal.of(shown, present.limits());
        out.print(
                arguments.has(AS_JSON)
                        ? ThresholdTable.json(shown, proposals, present.whose())
                        : ThresholdTable.text(shown, proposals, present.whose()));
        return 0;
    }

    private static Present of(Path file) {
        try {
            Plan plan = PlanFile.parseToLookAt(Files.readString(file));
            return new Present(plan.gates(), file.toString());
        } catch (IOException e) {
            throw new UsageException("the plan " + file + " cannot be read");
        }
    }

    /** Those of the release begun last whose plan this build can read. */
    private static Present newest(List<KeptRelease> releases) {
        return releases.reversed().stream()
                .flatMap(release -> limits(release).stream())
                .findFirst()
                .orElse(new Present(Limits.STANDARD, "the defaults"));
    }

    private static Optional<Present> limits(KeptRelease release) {
        try {
            Limits limits = release.planToLookAt().gates();
            return Optional.of(new Present(limits, "those of " + release.name()));
        } catch (PlanException e) {
            return Optional.empty(); // of another build; an older one may do
        }
    }
}
