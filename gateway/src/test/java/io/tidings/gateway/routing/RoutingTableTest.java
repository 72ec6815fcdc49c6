package io.tidings.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTableTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tenants, TENANT, TENANCY",
        "/api/v1/tenants/7/api-keys/8, TENANT, TENANCY",
        "/api/v1/plans, TENANT, OPEN",
        "/api/v1/invitations/7/accept, TENANT, TENANCY",
        "/api/v1/contacts, MESSAGING, API",
        "/api/v1/contacts/7, MESSAGING, API",
        "/api/v1/contacts/7/consents, MESSAGING, API",
        "/api/v1/contacts/campaigns, MESSAGING, API",
        "/api/v1/contacts/imports, MESSAGING, API",
        "/api/v1/contacts/7/campaign/8/enroll, CAMPAIGN, API",
        "/api/v1/contacts/7/campaigns, CAMPAIGN, API",
        "/api/v1/contacts/7/campaigns/8/progress, CAMPAIGN, API",
        "/api/v1/contacts/7/campaigners, MESSAGING, API",
        "/api/v1/phone-numbers/7, MESSAGING, API",
        "/api/v1/sms-senders/7, MESSAGING, API",
        "/api/v1/templates, MESSAGING, API",
        "/api/v1/messages, MESSAGING, API",
        "/api/v1/conversations, MESSAGING, API",
        "/api/v1/notification-rules, MESSAGING, API",
        "/api/v1/leads, MESSAGING, API",
        "/api/v1/unsubscribers, MESSAGING, API",
        "/api/v1/consents, MESSAGING, API",
        "/api/v1/otp/send, MESSAGING, API",
        "/api/v1/invoices/7/reminders, BILLING, API",
        "/api/v1/subscriptions, BILLING, API",
        "/api/v1/reminders, BILLING, API",
        "/api/v1/orders/7/items/8/pack, COMMERCE, API",
        "/api/v1/stores, COMMERCE, API",
        "/api/v1/campaigns/7/steps, CAMPAIGN, API",
        "/webhooks/whatsapp, MESSAGING, WEBHOOK",
        "/webhooks/twilio/7, MESSAGING, WEBHOOK",
        "/webhooks/shopify/7, COMMERCE, WEBHOOK",
        "/webhooks/woocommerce/7, COMMERCE, WEBHOOK",
        "/webhooks/stripe, BILLING, WEBHOOK",
    })
    void each_path_has_one_owner(String path, Service service, Route.Kind kind) {
        Route route = RoutingTable.route(path);

        assertThat(route).isNotNull();
        assertThat(route.service()).isEqualTo(service);
        assertThat(route.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/v1",
                "/api/v1/",
                "/api/v2/orders",
                "/api/v1/Orders",
                "/api/v1/ordersx",
                "/API/v1/orders",
                "/orders",
                "/webhooks",
                "/webhooks/",
                "/webhooks/other",
                "/q/health",
                "/q/metrics"
            })
    void every_other_path_has_none(String path) {
        assertThat(RoutingTable.route(path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/orders/7, orders, false",
        "/api/v1/contacts/7/campaigns, campaigns, false",
        "/api/v1/otp/send, otp-send, true",
        "/api/v1/otp/verify, otp, false",
        "/webhooks/shopify/7, shopify, false",
    })
    void a_route_has_a_name_for_its_limits_and_sending_codes_is_strict(String path, String name, boolean strict) {
        Route route = RoutingTable.route(path);

        assertThat(route).isNotNull();
        assertThat(route.name()).isEqualTo(name);
        assertThat(route.isStrict()).isEqualTo(strict);
    }
}
