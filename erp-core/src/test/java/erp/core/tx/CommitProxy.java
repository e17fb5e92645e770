package erp.core.tx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a server and its database and does something to the commits that pass. */
final class CommitProxy implements AutoCloseable {
    /** What happens to the next commit. */
    enum Fate {
        PASSES,
        /** The connection ends before the database hears of it. */
        LOST_BEFORE,
        /** The database commits, and the connection ends before anybody hears of that. */
        LOST_AFTER,
        /** The database ends the connection itself. */
        KILLED,
        /** The database commits, and its answer does not come. */
        UNANSWERED
    }

    private final ServerSocket listening;
    private final int database;
    private final Runnable kill;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commits = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Fate fate = Fate.PASSES;
    private volatile boolean staysAway;
    private volatile boolean away;

    /**
     * @param database port of it on loopback
     * @param kill ends the application's connections as an administrator does
     */
    CommitProxy(int database, Runnable kill) {
        this.database = database;
        this.kill = kill;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void next(Fate next) {
        staysAway = false;
        commits.set(0);
        fate = next;
    }

    /** Once the next commit has met its fate, the database is not reached any more. */
    void thenStaysAway() {
        staysAway = true;
    }

    void isBack() {
        away = false;
    }

    /** How many commits came since the last fate was chosen. */
    int commits() {
        return commits.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (away) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
                open.add(client);
                open.add(server);
                Pair pair = new Pair(client, server);
                Thread.ofVirtual().start(pair::requests);
                Thread.ofVirtual().start(pair::answers);
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean mute;

        private Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() {
            try (client;
                    server) {
                byte[] buffer = new byte[1 << 16];
                InputStream in = client.getInputStream();
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    if (isCommit(buffer, read) && meets()) {
                        return;
                    }
                    server.getOutputStream().write(buffer, 0, read);
                    if (mute) {
                        closed.await();
                    }
                }
            } catch (IOException e) {
                // one side has closed
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void answers() {
            try (client;
                    server) {
                byte[] buffer = new byte[1 << 16];
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    if (!mute) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // one side has closed
            }
        }

        /** Whether the connection is to end without the commit being sent. */
        private boolean meets() throws IOException {
            commits.incrementAndGet();
            Fate now = fate;
            fate = Fate.PASSES;
            if (staysAway) {
                away = true;
                cutOthers();
            }
            switch (now) {
                case PASSES -> {}
                case LOST_BEFORE -> {
                    return true;
                }
                case LOST_AFTER -> {
                    mute = true;
                    Thread.ofVirtual().start(this::closeSoon);
                }
                case KILLED -> kill.run();
                case UNANSWERED -> mute = true;
            }
            return false;
        }

        private void cutOthers() throws IOException {
            for (Socket socket : open) {
                if (socket != client && socket != server) {
                    socket.close();
                }
            }
        }

        private void closeSoon() {
            try {
                Thread.sleep(300);
                client.close();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean isCommit(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        return length < 20 && text.toLowerCase(Locale.ROOT).endsWith("commit");
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
