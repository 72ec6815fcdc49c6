package io.tidings.campaign;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Tokens;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** A tenant of the running service, as its requests see it. */
public record Suite(UUID tenant) {

    public static Suite ofNewTenant() {
        return new Suite(Database.knownTenant("Europe/Madrid"));
    }

    /** A request with every permission of this tenant. */
    public RequestSpecification request() {
        return request("*");
    }

    public RequestSpecification request(String... permissions) {
        return given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Tokens.ofTenant("campaign", tenant, permissions));
    }

    public ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    public ValidatableResponse post(String path, String body) {
        return request().body(body).post(path).then();
    }

    public ValidatableResponse put(String path, String body) {
        return request().body(body).put(path).then();
    }

    public String campaign() {
        return campaign("end");
    }

    public String campaign(String stopOnReply) {
        return post("/api/v1/campaigns", "{\"name\":\"Welcome\",\"stop_on_reply\":\"%s\"}".formatted(stopOnReply))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A campaign with a step after each of these delays in hours. */
    public String campaignOf(int... delays) {
        var campaign = campaign();
        for (var delay : delays) {
            step(campaign, delay);
        }
        return campaign;
    }

    public String step(String campaign, int delayHours) {
        return post("/api/v1/campaigns/" + campaign + "/steps", """
                        {"delay_hours": %d, "message_template": "Hello {{name}}, how was {{what}}?",
                         "template_variables": {"what": "the tea"}}""".formatted(delayHours))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Makes a contact known, as its ContactCreated would have. */
    public UUID contact(@Nullable String name) {
        var contact = UUID.randomUUID();
        Database.update(
                "insert into contacts (tenant_id, id, name, as_of) values (?, ?, ?, now() - interval '1 hour')",
                tenant,
                contact,
                name);
        return contact;
    }

    public ValidatableResponse enrol(UUID contact, String campaign) {
        return post("/api/v1/contacts/" + contact + "/campaign/" + campaign + "/enroll", "{}");
    }

    public UUID enrolled(UUID contact, String campaign) {
        return UUID.fromString(
                enrol(contact, campaign).statusCode(201).extract().path("enrolment_id"));
    }

    public ValidatableResponse progress(UUID contact, String campaign) {
        return get("/api/v1/contacts/" + contact + "/campaigns/" + campaign + "/progress");
    }

    /** When the next step of an enrolment is due by the service's own schedule; null when nothing is. */
    public @Nullable Instant due(UUID enrolment) {
        return Database.column(
                        "select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from due_work"
                                + " where tenant_id = ? and kind = 'campaign-step' and subject = ?",
                        tenant,
                        enrolment)
                .stream()
                .findFirst()
                .map(Instant::parse)
                .orElse(null);
    }
}
