package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many customers want the last pieces of one item at the same time. */
class OversellIT extends ErpIT {
    private static final int CLIENTS = 64;
    private static final int PIECES = 100;

    @Test
    void sixty_four_clients_get_exactly_the_hundred_pieces_there_are() throws Exception {
        Shop shop = Shop.open(api(), 1, PIECES);
        List<Integer> answers;
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            Callable<List<Integer>> client =
                    () ->
                            IntStream.range(0, 4)
                                    .map(_ -> shop.act(order(shop), "confirm").status())
                                    .boxed()
                                    .toList();
            List<Future<List<Integer>>> running =
                    clients.invokeAll(java.util.Collections.nCopies(CLIENTS, client));
            answers = running.stream().flatMap(done -> done.resultNow().stream()).toList();
        }
        assertThat(answers).containsOnly(200, 409);
        assertThat(answers).filteredOn(status -> status == 200).hasSize(PIECES);
        assertBooksAreRight();
    }

    private static UUID order(Shop shop) {
        return shop.order(shop.line(0, "1", "3")).is(201).id();
    }
}
