package canary.router;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Backends that break off what they have begun. */
final class BrokenBackend {

    private BrokenBackend() {}

    static void breakOff(ServerSocket socket) {
        try (Socket connection = socket.accept()) {
            assertThat(connection.getInputStream().read(new byte[8192])).isPositive();
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void drop(ServerSocket socket, AtomicInteger received) {
        try {
            while (true) {
                try (Socket connection = socket.accept()) {
                    InputStream in = connection.getInputStream();
                    if (in.read(new byte[8192]) > 0) {
                        received.incrementAndGet();
                    }
                }
            }
        } catch (IOException _) {
            // The test is over.
        }
    }
}
