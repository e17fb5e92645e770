package erp.core.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            TrustedProxies.of("127.0.0.1, ::1, 10.0.0.0/8, 172.16.0.0/12, fd00::/8");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // who is not trusted is not listened to
                "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
                "11.0.0.1 | 198.51.100.1 | 11.0.0.1",
                "172.32.0.1 | 198.51.100.1 | 172.32.0.1",
                // one proxy, then a chain of them
                "127.0.0.1 | 198.51.100.1 | 198.51.100.1",
                "10.1.2.3 | 198.51.100.1, 10.9.9.9 | 198.51.100.1",
                "172.31.255.255 | 198.51.100.1 | 198.51.100.1",
                "fd00::5 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                // what the sender itself wrote lies further left
                "127.0.0.1 | 1.1.1.1, 198.51.100.1 | 198.51.100.1",
                "127.0.0.1 | 10.0.0.1, 198.51.100.1, 10.0.0.2 | 198.51.100.1",
                "127.0.0.1 | 198.51.100.1:4711 | 198.51.100.1",
                "127.0.0.1 | [2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
                "127.0.0.1 | ::ffff:198.51.100.1 | 198.51.100.1",
                // rubbish ends what is known
                "127.0.0.1 | 198.51.100.1, unknown | 127.0.0.1",
                "127.0.0.1 | 198.51.100.1, localhost, 10.0.0.2 | 10.0.0.2",
                "127.0.0.1 | 198.51.100.1, | 127.0.0.1",
                "127.0.0.1 | 10.0.0.2 | 10.0.0.2",
            })
    void reads_from_the_right_as_far_as_trust_goes(String peer, String header, String sender) {
        assertThat(PROXIES.sender(peer, List.of(header), List.of())).isEqualTo(sender);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.1 | 198.51.100.1",
                "For=\"198.51.100.1:80\";proto=http;by=10.0.0.1 | 198.51.100.1",
                "for=1.1.1.1, proto=https;for=\"[2001:db8::7]:80\" | 2001:db8:0:0:0:0:0:7",
                "for=198.51.100.1, for=10.0.0.2 | 198.51.100.1",
                "for=198.51.100.1, for=_hidden | 127.0.0.1",
                "proto=http | 127.0.0.1",
            })
    void reads_the_standard_header_likewise(String header, String sender) {
        assertThat(PROXIES.sender("127.0.0.1", List.of(), List.of(header))).isEqualTo(sender);
    }

    @Test
    void believes_neither_header_where_they_disagree() {
        assertThat(
                        PROXIES.sender(
                                "127.0.0.1", List.of("198.51.100.1"), List.of("for=198.51.100.1")))
                .isEqualTo("198.51.100.1");
        assertThat(
                        PROXIES.sender(
                                "127.0.0.1", List.of("198.51.100.1"), List.of("for=198.51.100.2")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void reads_several_lines_as_one() {
        assertThat(PROXIES.sender("127.0.0.1", List.of("198.51.100.1", "10.0.0.2"), List.of()))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void trusts_nobody_by_default() {
        assertThat(TrustedProxies.NONE.sender("127.0.0.1", List.of("198.51.100.1"), List.of()))
                .isEqualTo("127.0.0.1");
        assertThat(TrustedProxies.of("").sender("127.0.0.1", List.of("1.1.1.1"), List.of()))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/x",
                "10.0.0.0/-1",
                "1.2.3.4,",
                "::1/129"
            })
    void refuses_what_is_no_address_or_network(String list) {
        assertThatThrownBy(() -> TrustedProxies.of(list))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
