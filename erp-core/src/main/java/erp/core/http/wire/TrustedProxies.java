package erp.core.http.wire;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The proxies whose word about a sender's address is believed. Everybody can write into {@code
 * X-Forwarded-For} and {@code Forwarded}, so both are read from the right, where the nearest proxy
 * wrote, and only as far as one trusted proxy speaks of the next.
 */
public final class TrustedProxies {
    /** Nobody is believed: a sender is who holds the connection. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final int MOST_HOPS = 32;

    private final List<Network> networks;

    /** An address with the number of its bits that count. */
    private record Network(InetAddress address, int bits) {

        boolean contains(InetAddress other) {
            byte[] mine = address.getAddress();
            byte[] its = other.getAddress();
            if (mine.length != its.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            return Arrays.equals(mine, 0, whole, its, 0, whole)
                    && (rest == 0 || (mine[whole] ^ its[whole]) >> (Byte.SIZE - rest) == 0);
        }
    }

    private TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * Of addresses and networks, separated by commas: {@code 10.0.0.7, 192.168.0.0/16, ::1}. Throws
     * {@link IllegalArgumentException}.
     */
    public static TrustedProxies of(String list) {
        List<Network> networks = new ArrayList<>();
        for (String entry : list.isBlank() ? new String[0] : list.split(",", -1)) {
            networks.add(network(entry.strip()));
        }
        return new TrustedProxies(networks);
    }

    private static Network network(String entry) {
        int slash = entry.indexOf('/');
        InetAddress address = literal(slash < 0 ? entry : entry.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException(entry + " is no address");
        }
        int most = address.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(entry.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(entry + " has a prefix out of range");
        }
        return new Network(address, bits);
    }

    /**
     * The address that a request comes from, as far as it is known.
     *
     * @param peer who holds the connection
     * @param forwardedFor lines of {@code X-Forwarded-For}
     * @param forwarded lines of {@code Forwarded} (RFC 7239)
     */
    public String sender(String peer, List<String> forwardedFor, List<String> forwarded) {
        InetAddress nearest = literal(peer);
        if (nearest == null || !trusts(nearest)) {
            return nearest == null ? peer : nearest.getHostAddress();
        }
        InetAddress byOne = behind(nearest, hops(forwardedFor));
        InetAddress byOther = behind(nearest, hops(forwarded).stream().map(Forwarded::of).toList());
        if (forwardedFor.isEmpty()) {
            return byOther.getHostAddress();
        }
        // A proxy writes one of them, so what the other says may be the sender's own word.
        return forwarded.isEmpty() || byOne.equals(byOther)
                ? byOne.getHostAddress()
                : nearest.getHostAddress();
    }

    private InetAddress behind(InetAddress nearest, List<String> hops) {
        InetAddress known = nearest;
        int last = Math.max(0, hops.size() - MOST_HOPS);
        for (int i = hops.size() - 1; i >= last; i--) {
            InetAddress hop = literal(withoutPort(hops.get(i)));
            if (hop == null) {
                return known;
            }
            known = hop;
            if (!trusts(hop)) {
                return hop;
            }
        }
        return known;
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> hops(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** {@code [::1]:80}, {@code 10.0.0.1:80} and both without a port. */
    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? "" : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        return colon >= 0 && text.indexOf(':', colon + 1) < 0 ? text.substring(0, colon) : text;
    }

    /** Null where it is no address: names are never looked up. */
    private static @Nullable InetAddress literal(String text) {
        try {
            return text.matches("[0-9A-Fa-f.:]{2,45}") ? InetAddress.ofLiteral(text) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** One element of {@code Forwarded}: pairs such as {@code for="[::1]:80";proto=http}. */
    private static final class Forwarded {
        static String of(String element) {
            for (String pair : element.split(";", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].strip().equalsIgnoreCase("for")) {
                    return parts[1].strip().replace("\"", "");
                }
            }
            return "";
        }
    }
}
