package io.tidings.simulator.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Json;

import java.util.List;

/**
 * The fields of the REST Admin order resource, which is what order webhooks carry: money as decimal strings, times with
 * the shop's offset, ids as numbers with their GraphQL twin.
 */
final class OrderTemplate {

    private OrderTemplate() {}

    static ObjectNode order(long id, int number, String shop, String now) {
        var order = Json.object();
        order.put("id", id);
        order.put("admin_graphql_api_id", "gid://shopify/Order/" + id);
        order.put("app_id", 580111);
        order.put("browser_ip", "203.0.113.7");
        order.put("buyer_accepts_marketing", false);
        order.putNull("cancel_reason");
        order.putNull("cancelled_at");
        order.putNull("closed_at");
        order.put("confirmed", true);
        order.put("contact_email", "ines.moreno@example.com");
        order.put("created_at", now);
        order.put("currency", "EUR");
        order.put("current_total_price", "0.00");
        order.put("customer_locale", "en");
        order.put("email", "ines.moreno@example.com");
        order.put("financial_status", "paid");
        order.putNull("fulfillment_status");
        order.put("name", "#" + number);
        order.putNull("note");
        order.putArray("note_attributes");
        order.put("number", number - 1000);
        order.put("order_number", number);
        order.put("order_status_url", "https://" + shop + "/orders/" + Long.toHexString(id) + "/authenticate");
        order.putArray("payment_gateway_names").add("shopify_payments");
        order.put("phone", "+34600111222");
        order.put("presentment_currency", "EUR");
        order.put("processed_at", now);
        order.put("source_name", "web");
        order.put("subtotal_price", "0.00");
        order.put("tags", "");
        order.put("taxes_included", true);
        order.put("test", false);
        order.put("total_discounts", "0.00");
        order.put("total_line_items_price", "0.00");
        order.put("total_price", "0.00");
        order.put("total_tax", "0.00");
        order.put("total_weight", 850);
        order.put("updated_at", now);
        order.set("billing_address", address());
        order.set("customer", customer(id, now));
        order.putArray("discount_codes");
        order.putArray("fulfillments");
        order.putArray("line_items")
                .add(line(id + 11, "Peony bouquet", "PEONY-L", 1, "39.90"))
                .add(line(id + 12, "Ceramic vase", "VASE-W", 2, "12.50"));
        order.putArray("refunds");
        order.set("shipping_address", address());
        order.putArray("shipping_lines").addObject().put("title", "Standard").put("price", "0.00");
        return order;
    }

    static ObjectNode line(long id, String title, String sku, int quantity, String price) {
        var line = Json.object();
        line.put("id", id);
        line.put("admin_graphql_api_id", "gid://shopify/LineItem/" + id);
        line.put("fulfillable_quantity", quantity);
        line.put("fulfillment_service", "manual");
        line.putNull("fulfillment_status");
        line.put("gift_card", false);
        line.put("grams", 400);
        line.put("name", title);
        line.put("price", price);
        line.put("product_exists", true);
        line.put("product_id", 7_000_000_000_000L + id % 100_000);
        line.putArray("properties");
        line.put("quantity", quantity);
        line.put("requires_shipping", true);
        line.put("sku", sku);
        line.put("taxable", true);
        line.put("title", title);
        line.put("total_discount", "0.00");
        line.put("variant_id", 4_000_000_000_000L + id % 100_000);
        line.putNull("variant_title");
        line.put("vendor", "Simulated shop");
        return line;
    }

    static ObjectNode fulfilment(long id, ObjectNode order, int position, String now) {
        var shipment = Json.object();
        shipment.put("id", id);
        shipment.put("admin_graphql_api_id", "gid://shopify/Fulfillment/" + id);
        shipment.put("created_at", now);
        shipment.put("location_id", 68_000_000_001L);
        shipment.put("name", order.path("name").asText() + "-F" + position);
        shipment.put("order_id", order.path("id").longValue());
        shipment.put("service", "manual");
        shipment.putNull("shipment_status");
        shipment.put("status", "success");
        shipment.put("updated_at", now);
        shipment.set("line_items", order.path("line_items").deepCopy());
        track(shipment, Json.object());
        return shipment;
    }

    /** Sets the tracking fields, which repeat each other, from those that are given. */
    static void track(ObjectNode shipment, JsonNode given) {
        var company = given.path("tracking_company").asText("DHL Express");
        var number = given.path("tracking_number")
                .asText("JD01460000" + shipment.path("id").longValue() % 10_000_000);
        var url = given.path("tracking_url").asText("https://www.dhl.com/track?tracking-id=" + number);
        shipment.put("tracking_company", company);
        shipment.put("tracking_number", number);
        shipment.putArray("tracking_numbers").add(number);
        shipment.put("tracking_url", url);
        shipment.putArray("tracking_urls").add(url);
    }

    private static ObjectNode customer(long id, String now) {
        var customer = Json.object();
        customer.put("id", 6_000_000_000_000L + id % 1_000_000);
        customer.put("admin_graphql_api_id", "gid://shopify/Customer/" + (6_000_000_000_000L + id % 1_000_000));
        customer.put("created_at", now);
        customer.put("currency", "EUR");
        customer.put("email", "ines.moreno@example.com");
        customer.put("first_name", "Inés");
        customer.put("last_name", "Moreno");
        customer.put("phone", "+34600111222");
        customer.put("state", "enabled");
        customer.put("tags", "");
        customer.put("updated_at", now);
        customer.put("verified_email", true);
        return customer;
    }

    private static ObjectNode address() {
        var address = Json.object();
        for (var field : List.of(
                List.of("first_name", "Inés"),
                List.of("last_name", "Moreno"),
                List.of("name", "Inés Moreno"),
                List.of("address1", "Calle de Fuencarral 12"),
                List.of("city", "Madrid"),
                List.of("province", "Madrid"),
                List.of("zip", "28004"),
                List.of("country", "Spain"),
                List.of("country_code", "ES"),
                List.of("phone", "+34600111222"))) {
            address.put(field.getFirst(), field.getLast());
        }
        address.putNull("address2");
        address.putNull("company");
        return address;
    }
}
