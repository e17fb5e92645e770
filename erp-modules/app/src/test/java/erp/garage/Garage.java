package erp.garage;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.module.Modules;
import erp.core.party.Companies;
import erp.core.tx.Db;
import erp.finance.FinanceModule;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** A server of the toy and of finance below it; its tables are what a migration would make. */
final class Garage implements AutoCloseable {
    private static final List<String> TABLES =
            List.of(
                    """
                    create table garage_vehicle (id binary(16) primary key,
                      company_id binary(16) not null, code varchar(20) not null,
                      name varchar(200) not null, version bigint not null,
                      constraint uq_garage_vehicle_code unique (company_id, code))\
                    """,
                    """
                    create table garage_refuelling (id binary(16) primary key,
                      company_id binary(16) not null, vehicle_id binary(16) not null,
                      refuelling_date date not null, currency char(3) not null,
                      amount decimal(19, 4) not null, index (company_id, id))\
                    """);

    final List<String> posted = Collections.synchronizedList(new ArrayList<>());
    final TestServer server;
    final Http clerk;

    Garage() {
        FinanceModule finance = new FinanceModule(null, new Companies());
        Modules modules =
                new Modules(List.of(finance, new GarageModule(finance.finance().ledger())));
        server =
                TestServer.of(modules.entities())
                        .subscribe(modules::subscribe)
                        .observer(
                                new Db.Observer() {
                                    @Override
                                    public void posted(String module, String kind) {
                                        posted.add(module + " " + kind);
                                    }
                                })
                        .start(modules.endpoints());
        for (String table : TABLES) {
            execute(table);
        }
        server.schema().grant();
        clerk = server.as("*");
        clerk.post("/api/v1/finance/chart/default").expect(200);
    }

    UUID vehicle(String code) {
        String body = "{\"code\":\"%s\",\"name\":\"Van\"}".formatted(code);
        return clerk.post("/api/v1/garage/vehicles", body).expect(201).uuid("/id");
    }

    private void execute(String sql) {
        try (Connection connection = server.schema().owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
