package erp.core.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Swagger UI is on the class path: its folder is named so. */
final class UiVersion {
    static final String VALUE = read();

    private UiVersion() {}

    private static String read() {
        String file = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (InputStream in = UiVersion.class.getClassLoader().getResourceAsStream(file)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
