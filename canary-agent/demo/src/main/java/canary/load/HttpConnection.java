package canary.load;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * One keep-alive HTTP/1.1 connection, blocking, for one thread at a time. It does what our servers
 * need (Content-Length and chunked bodies) and costs little: a general client would take as much of
 * the two cores as the server that it measures.
 */
public final class HttpConnection implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_LINE = 32 * 1024;
    private static final int LARGEST_BODY = 8 * 1024 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_FINAL = 200;

    private final URI root;
    private final Duration timeout;
    private final StringBuilder line = new StringBuilder();
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private boolean isReused;

    /**
     * @param timeout of connecting, and of each wait for bytes
     */
    public HttpConnection(URI root, Duration timeout) {
        this.root = root;
        this.timeout = timeout;
    }

    /**
     * Sends a request and reads the whole answer. A connection that the server closed while it was
     * idle is opened again and the request repeated, once: so each write needs an Idempotency-Key.
     */
    public Reply send(
            String method, String path, Map<String, String> headers, byte @Nullable [] body)
            throws IOException {
        byte[] request = request(method, path, headers, body);
        boolean mayBeStale = isReused && socket != null;
        try {
            return exchange(request, method);
        } catch (EOFException | java.net.SocketException e) {
            close();
            if (!mayBeStale) {
                throw e;
            }
            return exchange(request, method);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException _) {
            // It is closed as far as we are concerned.
        }
        socket = null;
        in = null;
    }

    private byte[] request(
            String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        StringBuilder head = new StringBuilder(512);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ");
        head.append(root.getHost()).append(':').append(root.getPort()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body != null) {
            head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length);
            head.append("\r\n");
        } else if (method.equals("POST")) {
            head.append("Content-Length: 0\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (body == null) {
            return start;
        }
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private Reply exchange(byte[] request, String method) throws IOException {
        Socket open = socket == null ? connect() : socket;
        InputStream answer = in == null ? open(open) : in;
        open.getOutputStream().write(request);
        return read(answer, method);
    }

    private Socket connect() throws IOException {
        Socket made = new Socket();
        made.setTcpNoDelay(true);
        int millis = Math.toIntExact(timeout.toMillis());
        made.connect(new InetSocketAddress(root.getHost(), root.getPort()), millis);
        made.setSoTimeout(millis);
        socket = made;
        isReused = false;
        return made;
    }

    private InputStream open(Socket open) throws IOException {
        InputStream made = new BufferedInputStream(open.getInputStream(), BUFFER);
        in = made;
        return made;
    }

    private Reply read(InputStream answer, String method) throws IOException {
        int status = status(readLine(answer));
        int length = -1;
        boolean isChunked = false;
        boolean closes = false;
        String version = null;
        for (String header = readLine(answer); !header.isEmpty(); header = readLine(answer)) {
            if (hasName(header, "content-length")) {
                length = Integer.parseInt(value(header), 10);
            } else if (hasName(header, "transfer-encoding")) {
                isChunked = true;
            } else if (hasName(header, "connection")) {
                closes = value(header).equalsIgnoreCase("close");
            } else if (hasName(header, "erp-version")) {
                version = value(header);
            }
        }
        if (status < FIRST_FINAL) {
            return read(answer, method);
        }
        byte[] body = body(answer, method, status, length, isChunked);
        isReused = true;
        if (closes) {
            close();
        }
        return new Reply(status, new String(body, StandardCharsets.UTF_8), version);
    }

    private static int status(String first) throws IOException {
        if (first.length() < 12 || !first.startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP answer: " + first);
        }
        return Integer.parseInt(first.substring(9, 12), 10);
    }

    private byte[] body(
            InputStream answer, String method, int status, int length, boolean isChunked)
            throws IOException {
        if (method.equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED) {
            return new byte[0];
        }
        if (isChunked) {
            return chunks(answer);
        }
        if (length < 0 || length > LARGEST_BODY) {
            throw new IOException("a body of unknown or excessive length: " + length);
        }
        return exactly(answer, length);
    }

    private byte[] chunks(InputStream answer) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (true) {
            String size = readLine(answer);
            int end = size.indexOf(';');
            int length = Integer.parseInt(end < 0 ? size : size.substring(0, end), 16);
            if (length == 0) {
                while (!readLine(answer).isEmpty()) {
                    // Trailers say nothing that we need.
                }
                return whole.toByteArray();
            }
            if (whole.size() + length > LARGEST_BODY) {
                throw new IOException("a body above " + LARGEST_BODY + " bytes");
            }
            whole.writeBytes(exactly(answer, length));
            readLine(answer);
        }
    }

    private static byte[] exactly(InputStream answer, int length) throws IOException {
        byte[] body = answer.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the connection was closed within a body");
        }
        return body;
    }

    private String readLine(InputStream answer) throws IOException {
        line.setLength(0);
        for (int c = answer.read(); c != '\n'; c = answer.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a header above " + LONGEST_LINE + " bytes");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static boolean hasName(String header, String name) {
        return header.length() > name.length()
                && header.charAt(name.length()) == ':'
                && header.regionMatches(true, 0, name, 0, name.length());
    }

    private static String value(String header) {
        return header.substring(header.indexOf(':') + 1).strip();
    }
}
