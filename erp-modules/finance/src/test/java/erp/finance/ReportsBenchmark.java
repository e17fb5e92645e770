package erp.finance;

import static erp.finance.Desk.API;

import erp.core.Http;
import erp.core.TestServer;
import erp.finance.accounts.AccountRole;
import erp.finance.periods.Period;
import erp.finance.periods.PeriodQueries_;
import erp.finance.periods.Periods;
import erp.finance.reports.RollUp;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reports over so many journal lines of three years, at the API, for {@code ops/bin/bench-reports}.
 */
public final class ReportsBenchmark {
    private static final int LINES_A_FLOW = 5;
    private static final int BATCH = 10_000;
    private static final int CALLS = 7;

    /** An invoice with tax, and what pays it forty days later; every fiftieth is unpaid. */
    private static final String[] FLOW = {
        """
        insert into finance_journal_entry (id, company_id, book, period_id, entry_date, posted_at, text, source_type,
          source_id, posting, currency, total_debit, total_credit)
        select {id:e1}, {company}, 'SALES', p.id, {day}, '2026-11-01', concat('Invoice ', {n}), 'sales.invoice',
          {id:50}, 'revenue', 'EUR', 119, 119
        from bench_n join finance_period p on p.company_id = {company} and {day} between p.start_date and p.end_date
        """,
        """
        insert into finance_entry_number (id, company_id, book, fiscal_year, number)
        select {id:e1}, {company}, 'SALES', year({day}), {n} + 1 from bench_n
        """,
        """
        insert into finance_journal_line (id, company_id, entry_id, line_no, account_id, party_id, entry_date, currency,
          debit, credit)
        select unhex(concat('1', k.n, lpad(hex({n}), 30, '0'))), {company}, {id:e1}, k.n,
          case k.n when 1 then {account:RECEIVABLE} when 2 then {account:REVENUE} else {account:TAX_DUE} end,
          if(k.n = 1, {party}, null), {day}, 'EUR', if(k.n = 1, 119, 0),
          case k.n when 1 then 0 when 2 then 100 else 19 end
        from bench_n join bench_k k on k.n <= 3
        """,
        """
        insert into finance_tax_line (id, company_id, entry_id, tax_code_id, tax_date, currency, base, amount)
        select {id:70}, {company}, {id:e1}, (select id from finance_tax_code where company_id = {company}
          and code = 'STANDARD'), {day}, 'EUR', 100, 19 from bench_n
        """,
        """
        insert into finance_open_item (id, company_id, kind, party_id, source_type, source_id, posting, reference,
          item_date, due_date, currency, amount, open_amount, version)
        select {id:40}, {company}, 'RECEIVABLE', {party}, 'sales.invoice', {id:50}, 'revenue', concat('I-', {n}), {day},
          {day} + interval 30 day, 'EUR', 119, if({paid}, 0, 119), 0 from bench_n
        """,
        """
        insert into finance_payment (id, company_id, party_id, payment_date, reference, currency, amount, unallocated,
          created_at, version)
        select {id:60}, {company}, {party}, {day} + interval 40 day, '', 'EUR', 119, 0, '2026-11-01', 0
        from bench_n where {paid}
        """,
        """
        insert into finance_allocation (id, company_id, payment_id, open_item_id, allocation_date, currency, amount)
        select {id:80}, {company}, {id:60}, {id:40}, {day} + interval 40 day, 'EUR', 119 from bench_n where {paid}
        """,
        """
        insert into finance_journal_entry (id, company_id, book, period_id, entry_date, posted_at, text, source_type,
          source_id, posting, currency, total_debit, total_credit)
        select {id:e2}, {company}, 'BANK', p.id, {day} + interval 40 day, '2026-11-01', 'Payment', 'finance.payment',
          {id:60}, 'receipt', 'EUR', 119, 119
        from bench_n join finance_period p on p.company_id = {company}
          and {day} + interval 40 day between p.start_date and p.end_date
        where {paid}
        """,
        """
        insert into finance_journal_line (id, company_id, entry_id, line_no, account_id, party_id, entry_date, currency,
          debit, credit)
        select unhex(concat('2', k.n, lpad(hex({n}), 30, '0'))), {company}, {id:e2}, k.n,
          if(k.n = 1, {account:BANK}, {account:RECEIVABLE}), if(k.n = 1, null, {party}), {day} + interval 40 day, 'EUR',
          if(k.n = 1, 119, 0), if(k.n = 1, 0, 119)
        from bench_n join bench_k k on k.n <= 2 where {paid}
        """
    };

    private ReportsBenchmark() {}

    public static void main(String[] arguments) {
        int lines = Integer.parseInt(arguments[0]);
        try (Books books = new Books()) {
            fill(books, lines / LINES_A_FLOW);
            Http http = books.server.as("*");
            System.out.printf("| report | median of %d, ms |%n|---|---|%n", CALLS);
            time(http, "trial balance, nothing rolled up", "/trial-balance");
            close(books);
            paths(books, http).forEach((name, path) -> time(http, name, path));
            System.out.printf(
                    "%n%d lines of three years, the last month open. %d processors for client,"
                            + " server and database.%n",
                    books.server.count("select count(*) from finance_journal_line"),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    private static Map<String, String> paths(Books books, Http http) {
        String bank = "/accounts/" + books.account(AccountRole.BANK) + "/ledger";
        String far = http.get(API + bank + "?from=2026-06-15&to=2026-11-24").text("/next");
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("trial balance", "/trial-balance");
        paths.put("trial balance on a day two years ago", "/trial-balance?date=2024-11-15");
        paths.put("balance sheet", "/balance-sheet");
        paths.put(
                "profit and loss of a year and the one before",
                "/profit-and-loss?compareFrom=2025-01-01&compareTo=2025-12-31");
        paths.put("general ledger of the bank, first page", bank + "?from=2024-01-01");
        paths.put(
                "general ledger of the bank, far page",
                bank + "?from=2024-01-01&to=2026-11-24&after=" + far);
        paths.put("ageing today", "/receivables/ageing");
        paths.put("ageing a month ago", "/receivables/ageing?date=2026-10-24");
        paths.put("ageing a year ago", "/receivables/ageing?date=2025-11-24");
        paths.put("tax report of a month", "/tax-report?from=2026-10-01&to=2026-10-31");
        paths.put("tax report of a quarter", "/tax-report?from=2026-07-01&to=2026-09-30");
        paths.put("cash flow of a month", "/cash-flow?from=2026-10-01&to=2026-10-31");
        return paths;
    }

    private static void time(Http http, String name, String path) {
        long[] millis = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long began = System.nanoTime();
            http.get(API + path).expect(200);
            millis[i] = (System.nanoTime() - began) / 1_000_000;
        }
        Arrays.sort(millis);
        System.out.printf("| %s | %d |%n", name, millis[CALLS / 2]);
    }

    private static void fill(Books books, int flows) {
        for (int year : new int[] {2025, 2024}) {
            LocalDate first = LocalDate.of(year, 1, 1);
            books.server.write(tx -> new Periods().addYear(tx, year, first, null));
        }
        books.execute("create table bench_n (n int primary key)");
        books.execute("create table bench_k (n int primary key)");
        books.plant("insert into bench_k values (1), (2), (3)");
        StringBuilder numbers = new StringBuilder("insert into bench_n values (0)");
        for (int i = 1; i < BATCH; i++) {
            numbers.append(",(").append(i).append(')');
        }
        books.plant(numbers.toString());
        books.plant(
                """
                insert into core_party (id, company_id, name, created_at, version)
                select unhex(concat('90', lpad(hex(n), 30, '0'))), %s, concat('Customer ', n), now(), 0
                from bench_n where n < 977
                """
                        .formatted(company()));
        for (int done = 0; done < flows; done += BATCH) {
            for (String insert : FLOW) {
                books.plant(filled(books, insert, done, flows));
            }
        }
    }

    private static String filled(Books books, String insert, int done, int flows) {
        String sql = insert;
        for (AccountRole role :
                new AccountRole[] {
                    AccountRole.BANK,
                    AccountRole.RECEIVABLE,
                    AccountRole.REVENUE,
                    AccountRole.TAX_DUE
                }) {
            String id = "unhex('" + Books.hex(books.account(role)) + "')";
            sql = sql.replace("{account:" + role + "}", id);
        }
        return sql.replaceAll("\\{id:(..)}", "unhex(concat('$1', lpad(hex({n}), 30, '0')))")
                .replace("{company}", company())
                .replace("{party}", "unhex(concat('90', lpad(hex({n} % 977), 30, '0')))")
                .replace("{paid}", "({n} % 50 <> 0 and {day} < '2026-10-15')")
                .replace(
                        "{day}",
                        "(date '2024-01-01' + interval ({n} * 1059 div " + flows + ") day)")
                .replace("{n}", "(bench_n.n + " + done + ")");
    }

    private static String company() {
        return "unhex('" + Books.hex(TestServer.COMPANY) + "')";
    }

    /** All months but the current one, and what is on the accounts at the end of each. */
    private static void close(Books books) {
        for (LocalDate day = LocalDate.of(2024, 1, 1);
                day.isBefore(LocalDate.of(2026, 11, 1));
                day = day.plusMonths(1)) {
            LocalDate month = day;
            Period period =
                    books.server.read(
                            tx -> new PeriodQueries_(tx.session()).periodsAt(month).getFirst());
            books.server.write(tx -> new Periods().close(tx, period.getId()));
        }
        boolean more = true;
        while (more) {
            more = books.server.write(RollUp::next);
        }
    }
}
