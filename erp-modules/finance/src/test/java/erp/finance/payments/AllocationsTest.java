package erp.finance.payments;

import static erp.finance.Books.eur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.value.Money;
import erp.finance.common.FinanceError;
import erp.finance.payments.NewPayment.Allocation;
import erp.finance.payments.NewPayment.ItemRef;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

class AllocationsTest {
    private static Allocation of(int item, Money amount) {
        return new Allocation(new ItemRef.Id(new UUID(0, item)), amount);
    }

    private static List<String> refused(Money limit, Allocation... allocations) {
        ErpException refused =
                catchThrowableOfType(
                        ErpException.class,
                        () -> Allocations.check(limit, Arrays.asList(allocations)));
        assertThat(refused.code()).isEqualTo(FinanceError.INVALID_PAYMENT);
        return refused.violations().stream().map(Violation::pointer).toList();
    }

    @Test
    void answers_the_sum() {
        assertThat(Allocations.check(eur("3.00"), List.of(of(1, eur("1.00")), of(2, eur("2.00")))))
                .isEqualTo(eur("3.00"));
        assertThat(Allocations.check(eur("3.00"), List.of())).isEqualTo(eur("0.00"));
    }

    @Test
    void refuses_more_than_the_payment() {
        assertThat(refused(eur("2.99"), of(1, eur("1.00")), of(2, eur("2.00"))))
                .containsExactly("/allocations");
    }

    @Test
    void refuses_nothing_and_less() {
        assertThat(refused(eur("9.00"), of(1, eur("0.00")), of(2, eur("-1.00"))))
                .containsExactly("/allocations/0/amount", "/allocations/1/amount");
    }

    @Test
    void refuses_another_currency() {
        assertThat(refused(eur("9.00"), of(1, eur("1.00")), of(2, Money.of("1.00", "USD"))))
                .containsExactly("/allocations/1/amount/currency");
    }

    @Test
    void refuses_an_item_named_twice() {
        assertThat(refused(eur("9.00"), of(1, eur("1.00")), of(1, eur("1.00"))))
                .containsExactly("/allocations/1");
    }

    @Test
    void refuses_more_than_the_limit_of_allocations() {
        Allocation[] many =
                java.util.stream.IntStream.rangeClosed(0, NewPayment.MOST_ALLOCATIONS)
                        .mapToObj(i -> of(i, eur("0.01")))
                        .toArray(Allocation[]::new);
        assertThat(refused(eur("9.00"), many)).containsExactly("/allocations");
    }
}
