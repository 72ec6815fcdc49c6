package io.tidings.billing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidings.contracts.Event;
import io.tidings.contracts.Topics;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.Tokens;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A tenant of the tests, and what it can ask of the running service. */
public record Shop(UUID tenant, String token) {
    public static final String INVOICES = "/api/v1/invoices";

    /** A shop the service has heard of. */
    public static Shop in(String timeZone) {
        return of(Database.knownTenant(timeZone));
    }

    /** A shop with a key for everything. */
    public static Shop of(UUID tenant) {
        return new Shop(tenant, Tokens.ofTenant("billing", tenant, "*"));
    }

    /** The least an invoice needs: 125.00 EUR of somebody with a phone. */
    public static String invoice(LocalDate dueDate) {
        return """
                {"customer":{"name":"Lucía","phone":"+34 612 345 678"},"amount":12500,"currency":"EUR","due_date":"%s"}""".formatted(dueDate);
    }

    public RequestSpecification call() {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    public ValidatableResponse create(String body) {
        return call().body(body).post(INVOICES).then();
    }

    public String created(LocalDate dueDate) {
        return created(invoice(dueDate));
    }

    public String created(String body) {
        return create(body).statusCode(201).extract().path("id");
    }

    public ValidatableResponse read(String id) {
        return call().get(INVOICES + "/" + id).then();
    }

    public ValidatableResponse change(String id, String body) {
        return call().body(body).put(INVOICES + "/" + id).then();
    }

    public ValidatableResponse remind(String id, String body) {
        return call().body(body).post(INVOICES + "/" + id + "/reminders").then();
    }

    public String status(String id) {
        return read(id).statusCode(200).extract().path("status");
    }

    /** "overdue_1day: sent" and so on, by time. */
    public List<String> reminders(String id) {
        var reminders = read(id).statusCode(200).extract().jsonPath();
        List<String> types = reminders.getList("reminders.reminder_type");
        List<String> statuses = reminders.getList("reminders.status");
        return java.util.stream.IntStream.range(0, types.size())
                .mapToObj(i -> types.get(i) + ": " + statuses.get(i))
                .toList();
    }

    /** What this service has published of this shop, in the order of each invoice. */
    public <T extends Event> List<T> published(Class<T> type) {
        return Records.events(Topics.BILLING, tenant, type);
    }
}
