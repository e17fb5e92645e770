package erp.core.settings;

import java.util.List;

/** Everything that is wrong with the settings, a line each, for whoever starts the process. */
public final class SettingsException extends RuntimeException {
    private final transient List<String> problems;

    SettingsException(List<String> problems) {
        super("The settings are wrong:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
