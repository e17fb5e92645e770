package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many customers want the last pieces of one item at the same time. */
class OversellIT extends ErpIT {
    private static final int CLIENTS = 64;
    private static final int PIECES = 100;

    @Test
    void sixty_four_clients_get_exactly_the_hundred_pieces_there_are() throws Exception {
        Shop shop = Shop.open(api(), 1, PIECES);
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            Callable<List<Integer>> orders =
                    () -> IntStream.range(0, 4).map(_ -> confirm(shop).status()).boxed().toList();
            List<Future<List<Integer>>> running =
                    clients.invokeAll(java.util.Collections.nCopies(CLIENTS, orders));
            for (Future<List<Integer>> client : running) {
                answers.addAll(client.get());
            }
        }
        assertThat(answers).containsOnly(200, 409);
        assertThat(answers).filteredOn(status -> status == 200).hasSize(PIECES);
        assertBooksAreRight();
    }

    private static Api.Answer confirm(Shop shop) {
        UUID order = patiently(() -> shop.order(shop.line(0, "1", "3"))).is(201).id();
        return patiently(() -> shop.act(order, "confirm"));
    }

    /** Tries again what a busy machine refused before it was begun, as the answer asks for. */
    private static Api.Answer patiently(Supplier<Api.Answer> call) {
        Api.Answer answer = call.get();
        while (answer.status() == 503 && answer.text("/code").equals("core.BUSY")) {
            answer = call.get();
        }
        return answer;
    }
}
