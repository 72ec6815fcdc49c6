package io.tidings.messaging.template.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedReview;
import io.tidings.messaging.Shop;
import io.tidings.messaging.template.application.TemplateReview.Answer;
import io.tidings.messaging.template.domain.TemplateStatus;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

/** What the provider says of a template, at once and later. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class TemplateReviewApiTest {
    private static final String TEMPLATES = "/api/v1/templates";

    @Inject
    ScriptedReview provider;

    private final String name = "t" + UUID.randomUUID().toString().replace("-", "");
    private final String account = "9" + ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_999_999_999L);

    private UUID tenant;
    private String id;

    @BeforeEach
    void a_shop_with_an_account_has_a_draft() {
        tenant = Database.knownTenant("UTC");
        register(tenant, account);
        id = draft(tenant);
    }

    @Test
    void a_submitted_template_is_pending_until_the_provider_decides() {
        provider.answer(name, new Answer.Taken(TemplateStatus.PENDING, "77"));
        submit().statusCode(200).body("status", equalTo("pending"));
        submit().statusCode(409).body("code", equalTo("template.not-draft"));
        told("message_template_status_update", "\"event\":\"APPROVED\",\"message_template_id\":77,\"reason\":\"NONE\"");
        awaits("status", "approved");
        get().body("reason", nullValue());
    }

    @Test
    void a_refusal_at_once_is_a_rejection_with_its_reason_and_can_be_mended() {
        provider.answer(name, new Answer.Refused("Too many capitals"));
        submit().statusCode(200).body("status", equalTo("rejected")).body("reason", equalTo("Too many capitals"));
        provider.answer(name, new Answer.Taken(TemplateStatus.APPROVED, "78"));
        submit().statusCode(200).body("status", equalTo("approved"));
    }

    @Test
    void a_provider_that_cannot_be_asked_leaves_a_draft() {
        submit().statusCode(502).body("code", equalTo("template.not-submitted"));
        get().body("status", equalTo("draft"));
    }

    @Test
    void without_a_business_account_nobody_can_be_asked() {
        Database.update("update phone_numbers set waba_id = null where tenant_id = ?", tenant);
        submit().statusCode(409).body("code", equalTo("template.no-account"));
        get().body("status", equalTo("draft"));
    }

    @ParameterizedTest
    @CsvSource({
        "PAUSED, paused",
        "DISABLED, disabled",
        "REJECTED, rejected",
        "FLAGGED, approved",
        "REINSTATED, approved",
        "IN_APPEAL, pending"
    })
    void news_of_the_provider_become_the_templates_status(String event, String status) {
        told("message_template_status_update", "\"event\":\"" + event + "\",\"reason\":\"TAG_CONTENT_MISMATCH\"");
        awaits("status", status);
        get().body("reason", equalTo("TAG_CONTENT_MISMATCH"));
    }

    @Test
    void a_category_that_is_only_coming_does_not_hold_yet() {
        told(
                "template_category_update",
                "\"new_category\":\"UTILITY\",\"correct_category\":\"MARKETING\",\"category_update_timestamp\":\"1795341600\"");
        awaits("upcoming_category", "marketing");
        get().body("category", equalTo("utility")).body("upcoming_category_at", equalTo("2026-11-22T10:00:00Z"));
        told("template_category_update", "\"previous_category\":\"UTILITY\",\"new_category\":\"MARKETING\"");
        awaits("category", "marketing");
        get().body("upcoming_category", nullValue());
    }

    @Test
    void every_tenant_of_the_account_hears_it_and_nobody_else() {
        var partner = Database.knownTenant("UTC");
        var stranger = Database.knownTenant("UTC");
        register(partner, account);
        register(stranger, "8" + account);
        var theirs = draft(partner);
        var strangers = draft(stranger);
        told("message_template_status_update", "\"event\":\"APPROVED\"");
        awaits("status", "approved");
        await().untilAsserted(() -> get(partner, theirs).body("status", equalTo("approved")));
        get(stranger, strangers).body("status", equalTo("draft"));
    }

    @Test
    void news_that_make_no_sense_hold_up_nothing() {
        told("message_template_status_update", "\"event\":\"HALLUCINATED\"");
        told("template_category_update", "\"new_category\":17");
        told("message_template_status_update", "\"event\":\"PAUSED\"");
        awaits("status", "paused");
    }

    private void told(String field, String members) {
        Shop.deliver("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"" + account
                        + "\",\"changes\":[{\"field\":\"" + field + "\",\"value\":{\"message_template_name\":\"" + name
                        + "\",\"message_template_language\":\"en\"," + members + "}}]}]}")
                .then()
                .statusCode(200);
    }

    private void awaits(String field, String value) {
        await().untilAsserted(() -> get().body(field, equalTo(value)));
    }

    private ValidatableResponse submit() {
        return Api.as(tenant).post(TEMPLATES + "/" + id + "/submit").then();
    }

    private ValidatableResponse get() {
        return get(tenant, id);
    }

    private static ValidatableResponse get(UUID tenant, String id) {
        return Api.as(tenant).get(TEMPLATES + "/" + id).then().statusCode(200);
    }

    private String draft(UUID of) {
        return Api.as(of)
                .body("{\"name\":\"" + name
                        + "\",\"language\":\"en\",\"content\":{\"category\":\"utility\",\"body\":\"Hello there\"}}")
                .post(TEMPLATES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void register(UUID of, String account) {
        Api.as(of)
                .body(Map.of(
                        "phone_number_id",
                        Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 9_999_999_999_999L)),
                        "display_phone_number",
                        "+34 911 222 333",
                        "access_token",
                        "EAAG-test-token",
                        "waba_id",
                        account))
                .post("/api/v1/phone-numbers")
                .then()
                .statusCode(201);
    }
}
