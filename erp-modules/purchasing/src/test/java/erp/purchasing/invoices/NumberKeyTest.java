package erp.purchasing.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberKeyTest {
    @ParameterizedTest
    @CsvSource({
        "RE 17/04, RE1704",
        "re-17-04, RE1704",
        "2026.7, 20267",
        "№5, 5",
        "---, ---",
        "maß-7, MAß7"
    })
    void only_letters_and_digits_decide(String number, String key) {
        assertThat(NumberKey.of(number)).isEqualTo(key);
    }
}
