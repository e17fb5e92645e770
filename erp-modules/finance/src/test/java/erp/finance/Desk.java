package erp.finance;

import erp.core.Http;

import java.util.UUID;

/** Requests of a clerk who may do everything, and the bodies of some. */
final class Desk {
    static final String API = "/api/v1/finance";

    private final Books books;

    Desk(Books books) {
        this.books = books;
    }

    Http clerk() {
        return books.server.as("*");
    }

    Http.Response post(String path, String json) {
        return clerk().once().post(API + path, json);
    }

    UUID account(String code) {
        return post("/accounts", account(code, "EXPENSE")).expect(201).uuid("/id");
    }

    static String account(String code, String type) {
        return """
        {"code":"%s","name":"Some account","type":"%s"}\
        """
                .formatted(code, type);
    }

    static String entry(UUID debit, String debited, UUID credit, String credited) {
        return """
        {"text":"Rent","date":"2026-11-20","lines":[
          {"accountId":"%s","debit":{"amount":"%s","currency":"EUR"}},
          {"accountId":"%s","credit":{"amount":"%s","currency":"EUR"}}]}\
        """
                .formatted(debit, debited, credit, credited);
    }

    static String payment(String amount, String allocations) {
        return """
        {"customerId":"%s","amount":{"amount":"%s","currency":"EUR"},"allocations":[%s]}\
        """
                .formatted(Books.CUSTOMER, amount, allocations);
    }

    static String allocation(String field, UUID id, String amount) {
        return """
        {"%s":"%s","amount":{"amount":"%s","currency":"EUR"}}\
        """
                .formatted(field, id, amount);
    }
}
