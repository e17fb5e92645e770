package erp.finance.accounts;

import erp.core.tx.Tx;
import erp.finance.common.CompanyLock;
import erp.finance.common.FinanceError;
import erp.finance.periods.Calendar;
import erp.finance.periods.PeriodQueries_;
import erp.finance.periods.Periods;
import erp.finance.tax.Tax;
import erp.finance.tax.TaxQueries_;
import erp.finance.tax.Taxes;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Chart of accounts, tax codes and periods of the company. */
public final class Chart {
    static final String ACCOUNT = "finance.account";
    private static final String TAX_CODE = "finance.tax-code";
    private static final List<Default> ACCOUNTS =
            List.of(
                    new Default(AccountRole.BANK, "1000", "Bank"),
                    new Default(AccountRole.RECEIVABLE, "1100", "Trade receivables"),
                    new Default(AccountRole.INVENTORY, "1200", "Inventory"),
                    new Default(
                            AccountRole.GOODS_INVOICED_NOT_RECEIVED,
                            "1250",
                            "Goods invoiced, not received"),
                    new Default(
                            AccountRole.SUPPLIER_CREDITS, "1300", "Supplier credits, unallocated"),
                    new Default(AccountRole.EMPLOYEE_LOANS, "1400", "Loans to employees"),
                    new Default(AccountRole.WORK_IN_PROGRESS, "1210", "Work in progress"),
                    new Default(AccountRole.PAYABLE, "2000", "Trade payables"),
                    new Default(
                            AccountRole.GOODS_RECEIVED_NOT_INVOICED,
                            "2100",
                            "Goods received, not invoiced"),
                    new Default(
                            AccountRole.UNALLOCATED_CASH, "2200", "Customer payments, unallocated"),
                    new Default(AccountRole.TAX_DUE, "2300", "Tax due"),
                    new Default(
                            AccountRole.EMPLOYEE_PAYABLE, "2400", "Employees' expenses payable"),
                    new Default(AccountRole.NET_PAY_PAYABLE, "2410", "Net pay payable"),
                    new Default(AccountRole.PAYROLL_LIABILITIES, "2420", "Payroll liabilities"),
                    new Default(AccountRole.RETAINED_EARNINGS, "3000", "Retained earnings"),
                    new Default(AccountRole.OPENING_BALANCES, "3900", "Opening balances"),
                    new Default(AccountRole.REVENUE, "4000", "Revenue"),
                    new Default(AccountRole.DISCOUNTS_RECEIVED, "4100", "Discounts received"),
                    new Default(AccountRole.COST_OF_GOODS_SOLD, "5000", "Cost of goods sold"),
                    new Default(AccountRole.INVENTORY_DIFFERENCE, "5100", "Inventory differences"),
                    new Default(
                            AccountRole.PURCHASE_PRICE_VARIANCE, "5200", "Purchase price variance"),
                    new Default(AccountRole.BANK_FEES, "5500", "Bank fees"),
                    new Default(AccountRole.WRITE_OFFS, "5510", "Write-offs"),
                    new Default(AccountRole.WAGES, "5800", "Wages and salaries"),
                    new Default(AccountRole.EMPLOYEE_EXPENSES, "5810", "Employees' expenses"),
                    new Default(AccountRole.LABOUR_ABSORBED, "5400", "Labour absorbed"),
                    new Default(AccountRole.OVERHEAD_ABSORBED, "5410", "Overhead absorbed"),
                    new Default(AccountRole.PRODUCTION_SCRAP, "5420", "Production scrap"),
                    new Default(AccountRole.USAGE_VARIANCE, "5430", "Usage variance"),
                    new Default(AccountRole.RATE_VARIANCE, "5440", "Rate variance"),
                    new Default(AccountRole.METHOD_VARIANCE, "5450", "Method variance"));

    private static final List<Rate> TAXES =
            List.of(
                    new Rate("STANDARD", "Standard rate", new BigDecimal("0.20")),
                    new Rate("ZERO", "Zero rate", BigDecimal.ZERO));

    private final Accounts accounts;
    private final Calendar calendar;
    private final Taxes taxes;

    private record Default(AccountRole role, String code, String name) {}

    private record Rate(String code, String name, BigDecimal rate) {}

    /** What was created; zeros where nothing was missing. */
    public record Created(int accounts, int taxCodes, int periods) {}

    public Chart(Accounts accounts, Calendar calendar, Taxes taxes) {
        this.accounts = accounts;
        this.calendar = calendar;
        this.taxes = taxes;
    }

    /**
     * Creates what is missing of the default chart: an account of each role, tax codes STANDARD and
     * ZERO and, where there is no period at all, the months of the calendar year. Run again it
     * changes nothing.
     */
    public Created createDefault(Tx tx) {
        CompanyLock.take(tx);
        forgetEmptied(tx);
        var created = new Created(addAccounts(tx), addTaxes(tx), addPeriods(tx));
        if (!created.equals(new Created(0, 0, 0))) {
            tx.record(
                    "finance.chart",
                    tx.companyId(),
                    0,
                    "create-default",
                    Map.of(
                            "accounts", created.accounts(),
                            "taxCodes", created.taxCodes(),
                            "periods", created.periods()));
        }
        return created;
    }

    /** A company without accounts may have had some, before its schema was restored or emptied. */
    private void forgetEmptied(Tx tx) {
        if (new AccountQueries_(tx.session()).accounts().isEmpty()) {
            accounts.forget(tx.companyId());
            calendar.forget(tx.companyId());
            taxes.forget(tx.companyId());
        }
    }

    private static int addAccounts(Tx tx) {
        List<Account> present = new AccountQueries_(tx.session()).accounts();
        Set<String> codes = present.stream().map(Account::getCode).collect(Collectors.toSet());
        int added = 0;
        for (Default wanted : ACCOUNTS) {
            if (present.stream().noneMatch(account -> account.getRole() == wanted.role())) {
                tx.add(
                        new Account(
                                tx.newId(),
                                freeCode(codes, wanted.code()),
                                wanted.name(),
                                wanted.role().type(),
                                wanted.role()));
                added++;
            }
        }
        return added;
    }

    /** The code, or where someone uses it already the next that is free. */
    private static String freeCode(Set<String> taken, String code) {
        String free = code;
        for (int n = 1; !taken.add(free); n++) {
            free = code + "." + n;
        }
        return free;
    }

    private int addTaxes(Tx tx) {
        tx.flush();
        List<String> present =
                new TaxQueries_(tx.session()).taxes().stream().map(Tax::getCode).toList();
        int added = 0;
        for (Rate wanted : TAXES) {
            if (!present.contains(wanted.code())) {
                tx.add(tax(tx, wanted.code(), wanted.name(), wanted.rate()));
                added++;
            }
        }
        return added;
    }

    /** Adds an account. Throws INVALID_ACCOUNT. */
    Account addAccount(
            Tx tx, String code, String name, AccountType type, @Nullable AccountRole role) {
        CompanyLock.take(tx);
        FinanceError.INVALID_ACCOUNT.refuseIf(
                role != null && role.type() != type,
                "/type",
                "unique",
                "does not go with role " + role);
        return tx.created(
                ACCOUNT,
                new Account(tx.newId(), code, name, type, role),
                Map.of("code", code, "name", name));
    }

    Account account(Tx tx, UUID id) {
        return tx.require(Account.class, id, FinanceError.ACCOUNT_NOT_FOUND);
    }

    Account rename(Tx tx, UUID id, String name, LongConsumer expect) {
        Account account = tx.lock(Account.class, id, FinanceError.ACCOUNT_NOT_FOUND);
        expect.accept(account.getVersion());
        account.rename(name);
        tx.changed(ACCOUNT, account, "rename", Map.of("name", name));
        return account;
    }

    /** Adds a tax code. Throws NO_ACCOUNT_OF_ROLE. */
    public Tax addTax(Tx tx, String code, String name, BigDecimal rate) {
        CompanyLock.take(tx);
        return tx.created(TAX_CODE, tax(tx, code, name, rate), Map.of("code", code, "rate", rate));
    }

    private Tax tax(Tx tx, String code, String name, BigDecimal rate) {
        var due = accounts.find(tx, new Line.Target.Role(AccountRole.TAX_DUE));
        return new Tax(tx.newId(), code, name, rate, due);
    }

    /** A company that has made its calendar has a fiscal year of its own. */
    private static int addPeriods(Tx tx) {
        if (!new PeriodQueries_(tx.session()).periods().isEmpty()) {
            return 0;
        }
        int year = tx.today().getYear();
        return new Periods().addYear(tx, year, LocalDate.of(year, 1, 1), null).size();
    }
}
