package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ProgramsTest {

    private static final Path HOME = Path.of("/home/me/erp-system");

    @Test
    void a_second_terminal_needs_the_kubeconfig_and_no_secret() {
        World.AgentAccess access =
                new World.AgentAccess(
                        "Envoy",
                        "cluster: {}",
                        List.of(),
                        List.of("--cluster", "--namespace", "erp"),
                        Map.of("KUBECONFIG", "/tmp/admin.kubeconfig"));
        assertThat(Programs.of(HOME, ".erp").look(access))
                .isEqualTo(
                        "KUBECONFIG=/tmp/admin.kubeconfig /home/me/erp-system/erp release status"
                                + " --cluster --namespace erp");
    }

    @Test
    void a_data_directory_of_its_own_is_named() {
        World.AgentAccess access =
                new World.AgentAccess(
                        "router", "local: {}", List.of("--local"), List.of("--local"), Map.of());
        assertThat(Programs.of(HOME, "/var/erp").look(access))
                .isEqualTo("ERP_DATA_DIR=/var/erp /home/me/erp-system/erp release status --local");
    }
}
