package erp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.settings.Settings;

import org.junit.jupiter.api.Test;

import java.util.Map;

class UsageTest {
    @Test
    void the_help_says_of_every_setting_what_it_is_for() {
        assertThat(AppSettings.all())
                .allSatisfy(
                        key -> {
                            assertThat(key.purpose()).as(key.name()).isNotBlank();
                            assertThat(ErpMain.usage()).contains(key.name(), key.purpose());
                        });
        assertThat(ErpMain.usage()).contains("ERP_CONFIG", "ERP_DATA_DIR", "/docs");
        assertThat(ErpMain.usage().lines()).allSatisfy(it -> assertThat(it).hasSizeLessThan(140));
    }

    @Test
    void a_currency_is_refused_with_the_other_settings_before_anything_starts() {
        Map<String, String> wrong = Map.of("ERP_COMPANY_CURRENCY", "EURO");
        assertThatThrownBy(() -> Settings.read(AppSettings.all(), wrong))
                .hasMessageContaining(
                        "ERP_COMPANY_CURRENCY must be an ISO 4217 currency code such as EUR,"
                                + " not \"EURO\"");
    }
}
