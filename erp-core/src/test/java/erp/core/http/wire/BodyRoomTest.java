package erp.core.http.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.ErpException;

import org.junit.jupiter.api.Test;

class BodyRoomTest {
    private final BodyRoom room = new BodyRoom(100);

    @Test
    void large_bodies_share_it_and_whoever_comes_when_it_is_full_is_told_to_come_back() {
        BodyRoom.Share first = room.share();
        first.grow(60);
        try (BodyRoom.Share second = room.share()) {
            second.grow(40);
            assertThatThrownBy(() -> second.grow(1))
                    .isInstanceOf(ErpException.class)
                    .hasMessageContaining("too many large bodies");
        }
        assertThatCode(() -> first.grow(40)).doesNotThrowAnyException();
        first.close();
        assertThatCode(() -> room.share().grow(100)).doesNotThrowAnyException();
    }
}
