package erp.core.ops;

import ch.qos.logback.classic.LoggerContext;

import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The logs of a process as a whole. */
public final class Logs {
    private Logs() {}

    /** Sends what libraries write by {@code java.util.logging} the same way as ours. */
    public static void bridge() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Writes out what is still queued; nothing may be logged afterwards. */
    public static void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
