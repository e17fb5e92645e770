package canary.bench.results;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import javax.imageio.ImageIO;

/** What a run leaves: all rows, a page to read, two pictures. */
public final class ResultFiles {
    private static final double PLOTTED_RATE = 20;

    private final Path directory;
    private final String name;

    private ResultFiles(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** Writes judgement-DATE.csv, .md and two .png; returns the page. */
    public static Path write(Path directory, String how, List<Row> rows, List<Target> checks)
            throws IOException {
        Files.createDirectories(directory);
        ResultFiles files =
                new ResultFiles(directory, "judgement-" + LocalDate.now(ZoneOffset.UTC));
        files.text(".csv", Csv.of(rows));
        Plot plot = new Plot(rows);
        files.picture("-minutes.png", plot.minutes(PLOTTED_RATE));
        files.picture("-false.png", plot.falseRollbacks());
        return files.text(".md", files.page(how, rows, checks));
    }

    private String page(String how, List<Row> rows, List<Target> checks) {
        Tables tables = new Tables(rows);
        return """
        # Judgement: this project against the rules of other tools

        %s

        `ours by requests` and `ours by users` are the same judge with the whole weight of its error
        gate on one of the two; `notes` is the research notes' plain test on sums over all routes.
        Cells: share of the releases in which the fault was found @ median minutes; for releases
        without a fault of the canary, share rolled back, and share with the right verdict.

        ## What is aimed at

        %s
        ## Found

        ![minutes until found](%s-minutes.png)
        ![false rollbacks](%s-false.png)

        %s
        ## Canary requests / users until found, median, at %s requests a second

        %s
        ## Right verdicts, mean over all scenarios

        %s\
        """
                .formatted(
                        how,
                        Tables.checks(checks),
                        name,
                        name,
                        tables.found(),
                        Targets.rate(PLOTTED_RATE),
                        tables.exposed(PLOTTED_RATE),
                        tables.right());
    }

    private Path text(String suffix, String content) throws IOException {
        return Files.writeString(directory.resolve(name + suffix), content);
    }

    private void picture(String suffix, BufferedImage image) throws IOException {
        ImageIO.write(image, "png", directory.resolve(name + suffix).toFile());
    }
}
