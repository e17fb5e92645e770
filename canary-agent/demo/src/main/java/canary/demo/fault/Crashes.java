package canary.demo.fault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The canary's process dies by SIGKILL every few seconds while it has traffic. */
public final class Crashes implements Fault {

    private static final Logger LOG = LoggerFactory.getLogger(Crashes.class);
    private static final long SECONDS_BETWEEN = 3;

    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    public void begin(FaultTarget target) {
        Thread.ofVirtual().name("crashes").start(() -> strike(target));
    }

    private void strike(FaultTarget target) {
        try {
            while (!over.await(SECONDS_BETWEEN, TimeUnit.SECONDS)) {
                if (target.hasTraffic()) {
                    target.processes().of(target.canary()).forEach(Crashes::kill);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void kill(long pid) {
        LOG.info("pid={} killed", pid);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        over.countDown();
    }
}
