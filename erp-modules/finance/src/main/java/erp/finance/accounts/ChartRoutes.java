package erp.finance.accounts;

import static erp.finance.common.FinancePermission.ACCOUNTS_READ;
import static erp.finance.common.FinancePermission.ACCOUNTS_WRITE;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Code;
import erp.finance.common.FinanceError;
import erp.finance.tax.Tax;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

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

    /**
     * An account; nobody posts to a control account by hand.
     *
     * @param role what it is for; more of them may come with later versions
     */
    record AccountView(
            UUID id,
            String code,
            String name,
            AccountType type,
            @Nullable String role,
            boolean control,
            long version)
            implements Versioned {
        static AccountView of(Account account) {
            return new AccountView(
                    account.getId(),
                    account.getCode(),
                    account.getName(),
                    account.getType(),
                    account.roleName(),
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
        return Stream.of(chart(), accounts(), taxCodes())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> chart() {
        return List.of(
                Endpoint.post(
                                "/api/v1/finance/chart/default",
                                "createDefaultChart",
                                "Creates what is missing of the default chart; repeatable")
                        .permission(ACCOUNTS_WRITE)
                        .answers(Chart.Created.class)
                        .write((tx, _) -> Reply.ok(chart.createDefault(tx))));
    }

    private List<Endpoint<?>> accounts() {
        return new MasterRecord<>("Account", ACCOUNTS, AccountView.class)
                .permissions(ACCOUNTS_READ, ACCOUNTS_WRITE)
                .absent(FinanceError.ACCOUNT_NOT_FOUND)
                .unique("uq_finance_account_code", FinanceError.ACCOUNT_EXISTS, "/code", "is taken")
                .unique(
                        "uq_finance_account_role",
                        FinanceError.ACCOUNT_EXISTS,
                        "/role",
                        "is that of another account")
                .list(
                        "The chart of accounts, by code",
                        Listing.of(Account.class)
                                .filter(
                                        "role",
                                        AccountRole.class,
                                        (_, role) -> role.name(),
                                        "it.role = :role",
                                        "the account of this role")
                                .equal("type", "accounts of this type")
                                .sort("code")
                                .ordered("code")
                                .whole()
                                .as(AccountView.class, AccountView::of))
                .get("An account", (tx, id) -> AccountView.of(chart.account(tx, id)))
                .create(
                        "Adds an account",
                        NewAccount.class,
                        (tx, asked) ->
                                AccountView.of(
                                        chart.addAccount(
                                                tx,
                                                asked.code(),
                                                asked.name(),
                                                asked.type(),
                                                asked.role())),
                        FinanceError.INVALID_ACCOUNT)
                .changePart(
                        "rename",
                        "Renames an account",
                        Rename.class,
                        (tx, id, wanted, expect) ->
                                AccountView.of(chart.rename(tx, id, wanted.name(), expect)))
                .endpoints();
    }

    private List<Endpoint<?>> taxCodes() {
        return List.of(
                Endpoint.get(TAX_CODES, "listTaxCodes", "The tax codes, by code")
                        .permission(ACCOUNTS_READ)
                        .list(
                                Listing.of(Tax.class)
                                        .sort("code")
                                        .ordered("code")
                                        .whole()
                                        .as(TaxCodeView.class, TaxCodeView::of)),
                Endpoint.post(TAX_CODES, "createTaxCode", "Adds a tax code")
                        .body(NewTaxCode.class)
                        .permission(ACCOUNTS_WRITE)
                        .creates(TaxCodeView.class)
                        .unique(
                                "uq_finance_tax_code_code",
                                FinanceError.TAX_CODE_EXISTS,
                                "/code",
                                "is taken")
                        .problems(FinanceError.NO_ACCOUNT_OF_ROLE)
                        .write(this::createTaxCode));
    }

    private Reply createTaxCode(Tx tx, Call<NewTaxCode> call) {
        NewTaxCode asked = call.body();
        Tax tax = chart.addTax(tx, asked.code(), asked.name(), asked.rate());
        return Reply.created(TAX_CODES, TaxCodeView.of(tax));
    }
}
