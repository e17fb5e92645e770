package canary;

import canary.agent.io.EntranceTakenException;
import canary.agent.io.ReleaseDirectory;
import canary.journal.JournalException;
import canary.operations.RefusedException;
import canary.plan.PlanException;
import canary.replay.RecordingException;
import canary.rollout.Outcome;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** The command line: {@code release ...}. */
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private static final String USAGE =
            """
            Usage: release COMMAND
                   serve [PLACE] [--look-on]
                   ready

              start PLAN [--local] [--report DIR] [--json FILE]
                                  carries a release out; goes on where it was when it is under way;
                                  --local for a plan with a section local
              status [RELEASE]    where it stands (without a name: the release begun last)
              pause [RELEASE] [--even-if-harmful]
                                  stays at the present weight until a person decides; harm ends it
                                  all the same, unless the pause says otherwise
              resume [RELEASE]    watches the present stage anew; restarts a dead agent
              promote [RELEASE] [--accept-harm WHY]
                                  takes the present stage as passed; with WHY though it is judged
                                  harmful, and then what was harmful ends it no more
              rollback [RELEASE]  puts stable back
              report [RELEASE] [--report DIR] [--json FILE]
                                  writes the report again and prints it
              quarantine [RELEASE] [--url URL] [--broken | --all] [--company ID] [--why TEXT] [--dry-run]
                         [--lift --why TEXT | --reverse]
                                  holds for review in the ERP what the canary wrote and what breaks a
                                  rule, as the report lists it, or all of it; --lift releases it again;
                                  --reverse tries, tells and then takes back what is broken, the
                                  newest first; what settles an invoice stays, a person decides.
                                  RELEASE is a name or a directory with report.json. A person signs
                                  in: ERP_USER and ERP_PASSWORD, or ERP_TOKEN. Exit code 1 where not
                                  all is as asked; each refusal is told
              history [--csv | --json]
                                  all releases: how they ended, what they found, cost and took
              thresholds [--plan PLAN] [--json]
                                  limits and margins that promoted releases speak for, beside the
                                  present ones: the plan's, or those of the release begun last
              page [--port N]     all of that in a browser, until Ctrl-C: http://127.0.0.1:8090, with a
                                  token that it prints
              check [RELEASE]     one judgement now: each gate and its evidence; without the
                                  plan's secrets the agent's last one
              render --weight N [--plan PLAN | --stable V --canary V --routing R] [--router R] [--host H]
                                  the routes of a weight as YAML: istio or gateway-api
              replay FILE [--plan PLAN] [--against JOURNAL] [--json]
                                  judges recorded counters (record.ndjson) as if they were live
              try-schema --db CMD --stable CMD --canary CMD --probe USER --probe-password env:NAME
                         [--skip TESTS] [--no-smoke]
                                  tries servers of ERP_STABLE and ERP_CANARY on a copy of the data
                                  with the canary's migrations, and without them again; a plan's
                                  hooks.trial runs it. CMD: `./erp db`, `./erp serve`

            serve takes plans and orders over HTTP: ERP_AGENT_ADDRESS (default 127.0.0.1),
            ERP_AGENT_PORT (8090), ERP_AGENT_TOKENS (a file with a line `name token [view|operate]` for
            each caller; who views cannot operate, operate is the default);
            with --look-on it shows the releases of other agents and carries none out.
            ready says by its exit code, 0 or 1, whether such an agent beside it is ready.
            ERP_LOG=json writes each line of the log to stderr as an object too, for a log store.
            All that ask for a decision also take --why WHY.
            PLACE, for serve and all but start: [--cluster] [--context C] [--namespace N] [--app A],
            any of them for the releases that a cluster keeps, as in a pod without them; --local for
            those of this machine. Data lie below $ERP_DATA_DIR/releases (default .erp/releases).
            Exit codes: 0 promoted or fine, 1 failure, 2 wrong usage, 3 rolled back or harm,
            4 held or undecided: a person must decide, 5 refused before any traffic moved.
            `release --help` shows a plan.
            """;

    /** The plan with every default; a test reads it. */
    static final String PLAN =
            """

            A plan is YAML; all but the first three lines has the default shown:
              release: erp-v2
              stable: {version: v1, replicas: 1}
              canary: {version: v2, replicas: 1}
              routing: cohort                # or weight: each request by itself
              interval: 10s
              stages:                        # rising to 100
                - {weight: 5, watchAtLeast: 15m, watchAtMost: 30m}
                - {weight: 20, watchAtLeast: 30m, watchAtMost: 1h}
                - {weight: 50, watchAtLeast: 1h, watchAtMost: 2h}
                - {weight: 100, watchAtLeast: 15m, watchAtMost: 1h}  # the last, 90 to 100: the bake keeps it
              bake: 24h
              holdPolicy: {after: 30m, action: rollback,      # or promote, stay (exit code 4)
                resumeAfter: never}          # or 5m: goes on by itself once all has been well for so long
              patience: {preflight: 1m, deploy: 5m, smoke: 1m, shift: 1m, prove: 2m, scale: 5m}
              # hooks:                       # programs that must end with 0; in a cluster also {cronJob: NAME}
              #   backup: {command: [./erp, db, backup, /var/backups/erp, --verify], within: 1h}   # before all else
              #   trial: {command: [./erp, release, try-schema, --db, ./erp db, --stable, ../v1/erp serve, --canary,
              #     ./erp serve, --probe, release-probe, --probe-password, "env:PROBE"]}    # on a copy; refuses
              #   expand: {command: [./erp, db, migrate]}        # before the canary starts
              #   contract: {command: [./erp, db, migrate, --with-contract]}     # when the old version is gone
              #   reject: {command: [./erp, db, reject, v2, --why, rolled back]}      # after a rollback, until done
              alpha: 0.025                   # chance that a canary at the edge of its margins is blamed
              gates:                         # limits stop absolutely; margins are for the comparison with stable
                errors: {maxShare: 0.05, minRequests: 100, window: 5m, margin: {ratio: 1.3, share: 0.0005},
                  mustSee: 0.1}             # passes only once so small a share of failures would have been seen
                refusals: {enabled: true, margin: {ratio: 1.5, share: 0.002},
                  except: []}               # routes that are stricter on purpose: POST /api/v1/sales/orders
                latency: {p95: 1s, minRequests: 100, window: 5m, margin: {ratio: 1.1, share: 0},
                  warmUp: 1m}               # new processes; ten times as long, slowness that fades is not blamed
                availability: {maxRestarts: 2, window: 5m, unreadyFor: 30s}
                telemetry: {staleAfter: 1m}
                split: {tolerance: 0.25, alpha: 0.001}
                database: {enabled: true, minQueries: 100, margin: {ratio: 1.3, share: 0.005}, poolWait: 20ms,
                  maxTimeouts: 10, window: 5m, warmUp: 30s}
                data: {enabled: true, every: 1m, timeout: 20s, staleAfter: 5m}    # left out without local.database
                feedback: {enabled: true, margin: {ratio: 1.5, share: 0.001}}    # complaints per user-minute
                saturation: {enabled: true, ratio: 1.5, block: 30s, warmUp: 2m, minRequests: 50, cores: 0.25,
                  heap: 0.7, pool: 0.8}
                smoke: {enabled: true, everyStage: true, skip: []}      # names of what stable tells to try
                ignoreRoutes: [/health, "/health/*", /healthz, "/healthz/*", /livez, /readyz, /live, /ready, /ping,
                  /metrics, /info, /version, "/actuator/*", /favicon.ico]       # nobody's traffic
                integrations: []             # {name: bank, path: /api/v1/..., expect: 200, every: 30s, failures: 3}
              # metrics:                     # from a Prometheus; left out, the agent scrapes by itself
              #   prometheus: http://127.0.0.1:9090         # with its prefix
              #   selector: 'app="erp-system"'              # the series of the pods
              #   mesh: 'job="router"'                      # the router's, or Istio's with reporter="source"
              #   podLabel: pod                             # or instance: host and port
              #   timeout: 5s
              #   basicAuth: {username: me, password: "env:SECRET"}     # or bearerToken: "env:TOKEN"
              # notify:                      # steps of the release as alerts; ERP_ALERTMANAGER_URL (a,b) beats it
              #   alertmanagers: [http://127.0.0.1:9093]    # with basicAuth or bearerToken, as above
              local:                         # for --local; no defaults; env:NAME reads a variable
                control: http://127.0.0.1:9000
                metrics: http://127.0.0.1:9000/metrics
                entrance: http://127.0.0.1:8080
                database: {url: "jdbc:mysql://...", user: erp, password: "env:DB"}   # may be left out; reads
                                             # all, and names the version that does the jobs: core_active_version
                probe: {username: release-probe, password: "env:PROBE"}
              # cluster:                     # instead, on Kubernetes; canary gets its image: "erp-system:v2"
              #   entrance: https://erp-system.example.com  # no default
              #   context: production         # of the kubeconfig; without it the present one, in a pod its own account
              #   namespace: erp              # without it the context's
              #   app: erp-system             # Service, VirtualService, DestinationRule; Deployments erp-system-VERSION
              #   router: istio               # or gateway-api: an HTTPRoute, routing weight only
              #   gateway: {namespace: istio-system, labels: "istio=ingressgateway", port: 15090}  # counts the
              #                               # requests; left out where metrics: names a Prometheus
              #   podAccess: direct           # or proxy: pods are read through the API server, from anywhere
              #   afterPromotion: delete      # the old version's Deployment; or keep, at no copies
              #   database: {}                # as in local
              #   probe: {}                   # as in local
            """;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    /** Runs a command; the result is the process' exit code. */
    public static int run(List<String> arguments) {
        String log = System.getenv("ERP_LOG");
        if (log != null && !Set.of("json", "text").contains(log)) {
            return usage("ERP_LOG must be json or text, not " + log);
        }
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest =
                arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (first) {
            case "release" -> release(rest);
            case "serve" -> serve(rest);
            case "ready" -> ReadyCommand.run(System.getenv());
            default -> usage("");
        };
    }

    private static int release(List<String> arguments) {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        if (arguments.contains("--help") || arguments.contains("-h") || command.equals("help")) {
            System.out.print(USAGE + PLAN);
            return 0;
        }
        List<String> rest =
                arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return guarded(() -> new ReleaseCommands(places(), System.out).run(command, rest));
    }

    private static int serve(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(USAGE);
            return 0;
        }
        return guarded(
                () -> new ServeCommand(places(), System.getenv(), System.out).run(arguments));
    }

    private static Places places() {
        return new Places(
                ReleaseDirectory.all(
                        System.getenv("ERP_DATA_DIR"), System.getProperty("erp.home")));
    }

    /** Says in a line or two what kept a command from being done. */
    private static int guarded(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (UsageException e) {
            return usage(String.valueOf(e.getMessage()));
        } catch (RecordingException e) {
            System.err.println("The recording cannot be judged:");
            System.err.println("  " + e.getMessage());
            return WRONG_USAGE;
        } catch (PlanException e) {
            System.err.println("The plan cannot be carried out:");
            e.problems().forEach(problem -> System.err.println("  " + problem));
            return WRONG_USAGE;
        } catch (EntranceTakenException e) {
            System.err.println(e.getMessage());
            return Outcome.REFUSED.exitCode();
        } catch (RefusedException | JournalException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static int usage(String problem) {
        if (!problem.isEmpty()) {
            System.err.println(problem);
        }
        System.err.print(USAGE);
        return WRONG_USAGE;
    }
}
