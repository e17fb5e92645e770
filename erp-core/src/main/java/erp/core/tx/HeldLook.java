package erp.core.tx;

import erp.core.TroubleLog;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** Looks up every second what is held for review. */
public final class HeldLook implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HeldLook.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String TROUBLE = "quarantine";

    private final HeldDocuments documents;
    private final DataSource source;
    private final TroubleLog troubles = new TroubleLog(log, System::nanoTime);
    private final Thread loop;

    private HeldLook(HeldDocuments documents, DataSource source) {
        this.documents = documents;
        this.source = source;
        this.loop = Thread.ofVirtual().name("quarantine").unstarted(this::loop);
    }

    /**
     * Looks once and goes on beside.
     *
     * @param source gives connections that nobody waits for
     */
    public static HeldLook start(HeldDocuments documents, DataSource source) {
        HeldLook look = new HeldLook(documents, source);
        look.once();
        look.loop.start();
        return look;
    }

    private void loop() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it fails transactions ask by themselves before long. */
    private void once() {
        try {
            documents.look(source);
            troubles.over(TROUBLE);
        } catch (SQLException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                troubles.seen(TROUBLE, String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public void close() {
        loop.interrupt();
        try {
            loop.join(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
