package erp.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import erp.core.tx.Tx;
import erp.finance.numbering.Numbering;
import erp.inventory.stock.Stock;

import org.hibernate.Session;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The boundaries that the poms cannot draw (STYLE.md, rule 5). */
class ArchitectureTest {
    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(place -> !place.contains("-tests.jar"))
                    .importPackages("erp");

    /** Each package by itself, those around others too. */
    private static final SliceAssignment PACKAGE =
            new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return type.getPackageName().startsWith("erp.")
                            ? SliceIdentifier.of(type.getPackageName())
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "packages";
                }
            };

    /** Of each part its rooms, the lowest first: a room knows only those before it (0026). */
    private static final List<List<String>> ROOMS =
            List.of(
                    List.of(
                            "erp.core",
                            "erp.core.value",
                            "erp.core.settings",
                            "erp.core.traces",
                            "erp.core.sql",
                            "erp.core.tx",
                            "erp.core.listing",
                            "erp.core.jobs",
                            "erp.core.outbox",
                            "erp.core.checks",
                            "erp.core.http.wire",
                            "erp.core.http.binding",
                            "erp.core.http",
                            "erp.core.http.server",
                            "erp.core.module",
                            "erp.core.quarantine",
                            "erp.core.auth",
                            "erp.core.feedback",
                            "erp.core.party",
                            "erp.core.openapi",
                            "erp.core.ops"),
                    List.of(
                            "erp.users.common",
                            "erp.users.passwords",
                            "erp.users.roles",
                            "erp.users"),
                    List.of(
                            "erp.finance.common",
                            "erp.finance.tax",
                            "erp.finance.periods",
                            "erp.finance.accounts",
                            "erp.finance.numbering",
                            "erp.finance.ledger",
                            "erp.finance.events",
                            "erp.finance.payments",
                            "erp.finance.runs",
                            "erp.finance.invoices",
                            "erp.finance.opening",
                            "erp.finance.reports",
                            "erp.finance"),
                    List.of(
                            "erp.inventory.common",
                            "erp.inventory.items",
                            "erp.inventory.layers",
                            "erp.inventory.stock",
                            "erp.inventory.shipments",
                            "erp.inventory.planning",
                            "erp.inventory.documents",
                            "erp.inventory.transfers",
                            "erp.inventory.opening",
                            "erp.inventory.reports",
                            "erp.inventory"),
                    List.of(
                            "erp.sales.common",
                            "erp.sales.customers",
                            "erp.sales.documents",
                            "erp.sales.orders",
                            "erp.sales.quotations",
                            "erp.sales"),
                    List.of(
                            "erp.purchasing.common",
                            "erp.purchasing.policy",
                            "erp.purchasing.suppliers",
                            "erp.purchasing.orders",
                            "erp.purchasing.agreements",
                            "erp.purchasing.requisitions",
                            "erp.purchasing.replenishment",
                            "erp.purchasing.quotations",
                            "erp.purchasing.matching",
                            "erp.purchasing.receipts",
                            "erp.purchasing.invoices",
                            "erp.purchasing.returns",
                            "erp.purchasing.performance",
                            "erp.purchasing"),
                    List.of(
                            "erp.production.common",
                            "erp.production.centres",
                            "erp.production.routings",
                            "erp.production.bills",
                            "erp.production.items",
                            "erp.production.costs",
                            "erp.production.mrp",
                            "erp.production.events",
                            "erp.production.documents",
                            "erp.production.orders",
                            "erp.production.genealogy",
                            "erp.production.planning",
                            "erp.production"),
                    List.of(
                            "erp.hr.common",
                            "erp.hr.calendars",
                            "erp.hr.formula",
                            "erp.hr.pay",
                            "erp.hr.people",
                            "erp.hr.attendance",
                            "erp.hr.leave",
                            "erp.hr.expenses",
                            "erp.hr.loans",
                            "erp.hr.calculation",
                            "erp.hr.payroll",
                            "erp.hr"),
                    List.of(
                            "erp.crm.common",
                            "erp.crm.setup",
                            "erp.crm.identity",
                            "erp.crm.consents",
                            "erp.crm.parties",
                            "erp.crm.opportunities",
                            "erp.crm.leads",
                            "erp.crm.activities",
                            "erp.crm.reports",
                            "erp.crm"));

    /** Which modules a module knows, beside core; its pom lists the same. */
    private static final Map<String, Set<String>> KNOWN =
            Map.of(
                    "users", Set.of(),
                    "finance", Set.of(),
                    "inventory", Set.of("finance"),
                    "sales", Set.of("finance", "inventory"),
                    "purchasing", Set.of("finance", "inventory"),
                    "production", Set.of("finance", "inventory"),
                    "hr", Set.of("finance"),
                    "crm", Set.of("sales", "inventory", "finance"));

    private static final String[] MODULES = {
        "erp.users..",
        "erp.finance..",
        "erp.inventory..",
        "erp.sales..",
        "erp.purchasing..",
        "erp.production..",
        "erp.hr..",
        "erp.crm.."
    };

    @Test
    void modules_form_no_cycle() {
        slices().matching("erp.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void packages_form_no_cycle() {
        slices().assignedFrom(PACKAGE).should().beFreeOfCycles().check(CODE);
    }

    @Test
    void each_room_knows_only_those_before_it() {
        for (List<String> rooms : ROOMS) {
            for (int i = 0; i < rooms.size() - 1; i++) {
                noClasses()
                        .that()
                        .resideInAPackage(rooms.get(i))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                rooms.subList(i + 1, rooms.size()).toArray(String[]::new))
                        .check(CODE);
            }
        }
    }

    @Test
    void each_package_has_its_place_among_the_rooms() {
        Set<String> packages = new TreeSet<>();
        CODE.forEach(type -> packages.add(type.getPackageName()));
        packages.removeIf(it -> it.startsWith("erp.app") || it.startsWith("erp.migrations"));
        assertThat(packages)
                .containsExactlyInAnyOrderElementsOf(ROOMS.stream().flatMap(List::stream).toList());
    }

    @Test
    void each_module_knows_only_core_and_the_modules_that_it_needs() {
        noClasses()
                .that()
                .resideInAPackage("erp.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MODULES)
                .check(CODE);
        KNOWN.forEach(
                (module, known) ->
                        noClasses()
                                .that()
                                .resideInAPackage("erp." + module + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        Stream.concat(KNOWN.keySet().stream(), Stream.of("app"))
                                                .filter(it -> !it.equals(module))
                                                .filter(it -> !known.contains(it))
                                                .map(it -> "erp." + it + "..")
                                                .toArray(String[]::new))
                                .check(CODE));
    }

    @Test
    void only_the_http_edge_knows_the_web_server() {
        noClasses()
                .that()
                .resideOutsideOfPackages("erp.core.http..", "erp.core.ops..", "erp.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
                .check(CODE);
    }

    @Test
    void modules_take_the_time_from_their_transaction() {
        noClasses()
                .that()
                .resideInAnyPackage(MODULES)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CODE);
    }

    @Test
    void modules_ask_the_transaction_for_rows_because_a_forgotten_null_check_compiles() {
        noClasses()
                .that()
                .resideInAnyPackage(MODULES)
                .should()
                .callMethod(Session.class, "find", Class.class, Object.class)
                .orShould()
                .callMethod(Session.class, "get", Class.class, Object.class)
                .check(CODE);
    }

    @Test
    void money_is_never_a_floating_point_number() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(MODULES)
                .should()
                .haveRawType(double.class)
                .orShould()
                .haveRawType(float.class)
                .orShould()
                .haveRawType(Double.class)
                .check(CODE);
    }

    /** Whoever takes one elsewhere would have to know what may still happen before the commit. */
    @Test
    void only_invoices_take_legal_numbers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("erp.finance.invoices")
                .should()
                .callMethod(Numbering.class, "next", Tx.class, String.class, LocalDate.class)
                .check(CODE);
    }

    /** Goods come and go as documents, which know the order in which stock is locked. */
    @Test
    void only_inventory_moves_stock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("erp.inventory..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Stock.class)
                .check(CODE);
    }

    @Test
    void only_command_lines_print() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .and()
                .resideOutsideOfPackage("erp.migrations..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CODE);
    }
}
