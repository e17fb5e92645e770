package erp.migrations;

import erp.migrations.embedded.ServerProcess;
import erp.migrations.embedded.TestFolders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real mysqld of this machine, run by the tests on a folder of their own. */
record LocalMySql(Path mysqld) {
    static Optional<LocalMySql> find(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "mysqld"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(LocalMySql::new);
    }

    TestServer start() {
        try {
            Path folder = TestFolders.create("mysql").toAbsolutePath();
            Path data = folder.resolve("data");
            Path log = folder.resolve("mysqld.log");
            run(log, "--initialize-insecure", "--datadir=" + data);
            int port = ServerProcess.freePort();
            List<String> command = new ArrayList<>(ServerProcess.dieWithUs());
            command.addAll(
                    options(
                            "--datadir=" + data,
                            "--tmpdir=" + folder,
                            "--port=" + port,
                            "--bind-address=127.0.0.1",
                            "--socket=mysql.sock",
                            "--mysqlx=OFF",
                            "--innodb-flush-log-at-trx-commit=0",
                            "--sync-binlog=0"));
            Process process = ServerProcess.launch(command, data, log);
            while (process.isAlive() && !ServerProcess.isOpen(port)) {
                ServerProcess.pause(20);
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("mysqld ended: " + Files.readString(log));
            }
            return new TestServer(
                    "mysqld on the PATH",
                    "jdbc:mysql://127.0.0.1:" + port + "/",
                    "root",
                    "",
                    () -> {
                        process.destroyForcibly();
                        process.onExit().join();
                        TestFolders.delete(folder);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path log, String... arguments) throws IOException {
        Process process =
                new ProcessBuilder(options(arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("mysqld --initialize failed: " + Files.readString(log));
        }
    }

    private List<String> options(String... arguments) {
        List<String> command = new ArrayList<>(List.of(mysqld.toString(), "--no-defaults"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
