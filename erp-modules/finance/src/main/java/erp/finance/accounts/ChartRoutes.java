package erp.finance.accounts;

import static erp.finance.common.FinancePermission.ACCOUNTS_READ;
import static erp.finance.common.FinancePermission.ACCOUNTS_WRITE;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.paging.Page;
import erp.core.tx.Tx;
import erp.core.value.Code;
import erp.finance.common.FinanceError;
import erp.finance.tax.Tax;
import erp.finance.tax.TaxQueries_;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Accounts and tax codes over HTTP. */
public final class ChartRoutes {
    private static final String ACCOUNTS = "/api/v1/finance/accounts";
    private static final String TAX_CODES = "/api/v1/finance/tax-codes";

    private final Chart chart;

    /** An account to be created; control accounts have a role, others usually none. */
    record NewAccount(
            @Code(max = 20) String code,
            @NotBlank @Size(max = 120) String name,
            AccountType type,
            @Nullable AccountRole role) {}

    /** What can change of an account. */
    record Rename(@NotBlank @Size(max = 120) String name) {}

    /** An account; nobody posts to a control account by hand. */
    record AccountView(
            UUID id,
            String code,
            String name,
            AccountType type,
            @Nullable AccountRole role,
            boolean control,
            long version) {
        static AccountView of(Account account) {
            return new AccountView(
                    account.getId(),
                    account.getCode(),
                    account.getName(),
                    account.getType(),
                    account.getRole(),
                    account.isControl(),
                    account.getVersion());
        }
    }

    /**
     * A tax code to be created; its tax is owed on the account of role TAX_DUE.
     *
     * @param rate a share, 0.2 for 20 %
     */
    record NewTaxCode(
            @Code(max = 32) String code,
            @NotBlank @Size(max = 120) String name,
            @DecimalMin("0")
                    @DecimalMax(value = "1", inclusive = false, message = "must be below {value}")
                    @Digits(integer = 1, fraction = 10)
                    BigDecimal rate) {}

    /** A tax code; the rate is a share, 0.2 for 20 %. */
    record TaxCodeView(UUID id, String code, String name, BigDecimal rate) {
        static TaxCodeView of(Tax tax) {
            return new TaxCodeView(tax.getId(), tax.getCode(), tax.getName(), tax.toCode().rate());
        }
    }

    public ChartRoutes(Chart chart) {
        this.chart = chart;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/v1/finance/chart/default",
                                "createDefaultChart",
                                "Creates what is missing of the default chart; repeatable")
                        .permission(ACCOUNTS_WRITE)
                        .answers(Chart.Created.class)
                        .write((tx, _) -> Reply.ok(chart.createDefault(tx))),
                Endpoint.get(ACCOUNTS, "listAccounts", "The chart of accounts, by code")
                        .permission(ACCOUNTS_READ)
                        .query("role", AccountRole.class, "the account of this role")
                        .answersPage(AccountView.class)
                        .read(ChartRoutes::list),
                Endpoint.get(ACCOUNTS + "/{id}", "getAccount", "An account")
                        .permission(ACCOUNTS_READ)
                        .answers(AccountView.class)
                        .problems(FinanceError.ACCOUNT_NOT_FOUND)
                        .read((tx, call) -> reply(account(tx, call.id()))),
                Endpoint.post(ACCOUNTS, "createAccount", "Adds an account")
                        .body(NewAccount.class)
                        .permission(ACCOUNTS_WRITE)
                        .creates(AccountView.class)
                        .problems(FinanceError.ACCOUNT_EXISTS, FinanceError.INVALID_ACCOUNT)
                        .write(this::create),
                Endpoint.put(ACCOUNTS + "/{id}", "renameAccount", "Renames an account")
                        .body(Rename.class)
                        .permission(ACCOUNTS_WRITE)
                        .versionNeeded()
                        .answers(AccountView.class)
                        .problems(FinanceError.ACCOUNT_NOT_FOUND)
                        .write(ChartRoutes::rename),
                Endpoint.get(TAX_CODES, "listTaxCodes", "The tax codes, by code")
                        .permission(ACCOUNTS_READ)
                        .answersPage(TaxCodeView.class)
                        .read(
                                (tx, _) ->
                                        Reply.ok(
                                                new Page<>(
                                                        new TaxQueries_(tx.session())
                                                                .taxes().stream()
                                                                        .map(TaxCodeView::of)
                                                                        .toList(),
                                                        null))),
                Endpoint.post(TAX_CODES, "createTaxCode", "Adds a tax code")
                        .body(NewTaxCode.class)
                        .permission(ACCOUNTS_WRITE)
                        .creates(TaxCodeView.class)
                        .problems(FinanceError.TAX_CODE_EXISTS, FinanceError.NO_ACCOUNT_OF_ROLE)
                        .write(this::createTaxCode));
    }

    /** A chart is small and read as a whole, so it is one page. */
    private static Reply list(Tx tx, Call<Void> call) {
        AccountRole role = call.query("role", AccountRole.class).orElse(null);
        return Reply.ok(
                new Page<>(
                        new AccountQueries_(tx.session())
                                .accounts().stream()
                                        .filter(it -> role == null || it.getRole() == role)
                                        .map(AccountView::of)
                                        .toList(),
                        null));
    }

    private Reply create(Tx tx, Call<NewAccount> call) {
        NewAccount asked = call.body();
        Account account =
                chart.addAccount(tx, asked.code(), asked.name(), asked.type(), asked.role());
        return Reply.created(ACCOUNTS + "/" + account.getId(), AccountView.of(account))
                .etag(account.getVersion());
    }

    private static Reply rename(Tx tx, Call<Rename> call) {
        Account account = tx.lock(Account.class, call.id(), FinanceError.ACCOUNT_NOT_FOUND);
        call.expectVersion(account.getVersion());
        account.rename(call.body().name());
        tx.flush();
        tx.record(
                Chart.ACCOUNT,
                account.getId(),
                account.getVersion(),
                "rename",
                Map.of("name", account.getName()));
        return reply(account);
    }

    private Reply createTaxCode(Tx tx, Call<NewTaxCode> call) {
        NewTaxCode asked = call.body();
        Tax tax = chart.addTax(tx, asked.code(), asked.name(), asked.rate());
        return Reply.created(TAX_CODES, TaxCodeView.of(tax));
    }

    private static Account account(Tx tx, UUID id) {
        return tx.require(Account.class, id, FinanceError.ACCOUNT_NOT_FOUND);
    }

    private static Reply reply(Account account) {
        return Reply.ok(AccountView.of(account)).etag(account.getVersion());
    }
}
