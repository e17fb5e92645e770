package canary.kubernetes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A client of the ERP that comes from outside: it knows the host's name, which no DNS here knows,
 * and says it to the gateway's address, over TLS and in its requests. One connection, kept.
 */
final class GatewayClient implements AutoCloseable {

    static final String HOST = "erp-system.example.com";
    private static final int PATIENCE_MILLIS = 20_000;

    private final Supplier<Socket> connect;
    private Socket socket;
    private InputStream input;

    record Answer(int status, Map<String, String> headers, String body) {
        String version() {
            return headers.getOrDefault("erp-version", "");
        }
    }

    private GatewayClient(Supplier<Socket> connect) {
        this.connect = connect;
        open();
    }

    static GatewayClient plain(String address) {
        return new GatewayClient(() -> socket(address));
    }

    /**
     * @param trusted with the gateway's certificate
     */
    static GatewayClient secure(String address, KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return new GatewayClient(() -> encrypted(tls, socket(address)));
    }

    private static Socket socket(String address) {
        int colon = address.lastIndexOf(':');
        try {
            Socket socket =
                    new Socket(
                            address.substring(0, colon),
                            Integer.parseInt(address.substring(colon + 1)));
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket encrypted(SSLContext tls, Socket socket) {
        try {
            SSLSocket encrypted =
                    (SSLSocket)
                            tls.getSocketFactory()
                                    .createSocket(socket, HOST, socket.getPort(), true);
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(HOST)));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
            encrypted.startHandshake();
            return encrypted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open() {
        try {
            socket = connect.get();
            input = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer get(String path, Map<String, String> headers) {
        return send("GET", path, headers);
    }

    Answer send(String method, String path, Map<String, String> headers) {
        StringBuilder request =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + HOST + "\r\n");
        if (method.equals("POST")) {
            request.append("Content-Length: 0\r\n");
        }
        headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        request.append("\r\n");
        try {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            Answer answer = read();
            if ("close".equals(answer.headers().get("connection"))) {
                close();
                open();
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(
                status, headers, new String(input.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the gateway closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
