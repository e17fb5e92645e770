package erp.migrations;

import erp.migrations.sql.MigrationException;

import java.io.InputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Runs one {@code ./erp db} command: 0 fine, 1 failure or violations, 2 wrong usage. */
final class DatabaseCommand {
    private static final String USAGE =
            """
            Usage: erp db COMMAND [-v]
              migrate [--with-contract] [--resume]   applies what is new: expand steps; with --with-contract also
                                                     contract steps, which the old release cannot live with;
                                                     --resume first finishes a step that was cut off or failed
              undo [--to STAMP]                      takes the last step back, or all after STAMP; says what is
                   [--yes | --accept-data-loss]      lost; needs --yes, and where data is lost --accept-data-loss
              status                                 lists every migration, its state, and what pending ones wait for
              check                                  runs the invariants, a line per check
              rehearse [--rows N]                    runs pending migrations on a copy with N rows (default 1000000)
                                                     in what they touch; tells how long each took and others waited
              versions                               lists the servers that run, which version does the jobs, and which
                                                     versions were rejected
              reject VERSION --why TEXT              after a rollback: the version does no jobs, and no server starts
                                                     as it until it is admitted
              admit VERSION --why TEXT               lets a rejected version start again
              activate VERSION                       lets this version of the server do the jobs from now on; one of
                                                     which no server runs is refused
              account USER [--max-connections N]     creates or updates an application's account (default 20
                                                     connections), password in ERP_ACCOUNT_PASSWORD; run it again
                                                     after a migration
              account USER --remove                  takes it away and ends what it is doing: of a version that is gone
              backup [--to PLACE] [--verify] [--keep N] [--keep-days D]
                                                     everything in the schema, of one moment, while others work;
                                                     --verify proves it as verify does, and then --keep removes all
                                                     but the newest N or those younger than D days
              backups [--from PLACE]                 lists them: taken when, size, rows, migrated to, key, verified
              verify BACKUP                          restores it into a scratch schema, compares every table, drops it;
                                                     latest is the newest one
              restore BACKUP [--schema NAME] [--until TIME] [--replace] [--yes]
                                                     loads and compares it beside the schema, then all tables change
                                                     places at once; --replace where the schema is not empty; --until
                                                     a later moment, by MySQL's binary log (2026-11-27T08:30:00Z)
              restore --resume [--schema NAME] --yes finishes one that was cut off while tables changed places
              trial [--from PLACE]                   where migrations are pending: lends the newest verified backup in a
                                                     scratch schema with an account of its own, to who tries a release
                                                     on it (release try-schema), until its input ends; obeys the lines
                                                     expand and undo there
              backup-key FILE                        makes a key; --key-file FILE or ERP_BACKUP_KEY_FILE encrypts
                                                     backups with it and opens them
            PLACE is a folder or s3://BUCKET/PREFIX (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, and
            ERP_S3_ENDPOINT where the server is not Amazon's); default ERP_BACKUP_TO, else .erp-backups.
            Database: ERP_DB_URL, ERP_DB_USER, ERP_DB_PASSWORD; without ERP_DB_URL the embedded one in
            ERP_DATA_DIR (default .erp), schema ERP_DB_SCHEMA (default erp; check takes erp and erp_demo).\
            """;

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /** Without input. */
    DatabaseCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this(environment, InputStream.nullInputStream(), out, err);
    }

    DatabaseCommand(
            Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            err.println(USAGE);
            return 2;
        }
        var line = new CommandLine(arguments.subList(1, arguments.size()));
        try {
            return run(arguments.getFirst(), line);
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return 2;
        } catch (MigrationException e) {
            err.println(e.getMessage());
            return 1;
        } catch (SQLException e) {
            err.println("The database refuses: " + e.getMessage());
            return 1;
        } catch (OutOfMemoryError e) {
            err.println(
                    "A row is too long for the memory that this command takes: give it more, for"
                            + " example ERP_JAVA_OPTS=-Xmx1g, and run it again.");
            return 1;
        }
    }

    private int run(String command, CommandLine line) throws SQLException {
        var migrations = new MigrationCommands(environment, out, err);
        var data = new DataCommands(environment, out);
        var backups = new BackupCommands(environment, out, err);
        var fleet = new FleetCommands(environment, out);
        return switch (command) {
            case "migrate" -> migrations.migrate(line);
            case "undo" -> migrations.undo(line);
            case "status" -> migrations.status(line);
            case "rehearse" -> migrations.rehearse(line);
            case "check" -> data.check(line);
            case "versions" -> fleet.versions(line);
            case "activate" -> fleet.activate(line);
            case "reject" -> fleet.reject(line);
            case "admit" -> fleet.admit(line);
            case "account" -> data.account(line);
            case "backup" -> backups.backup(line);
            case "backups" -> backups.list(line);
            case "verify" -> backups.verify(line);
            case "restore" -> backups.restore(line);
            case "trial" -> new TrialCommand(environment, in, out, err).run(line);
            case "backup-key" -> backups.key(line);
            case "help", "--help", "-h" -> help();
            default -> throw new UsageException("Unknown command: " + command);
        };
    }

    private int help() {
        out.println(USAGE);
        return 0;
    }
}
