package io.tidings.commerce.intake.adapter.shopify;

/** Bodies as Shopify sends them, shortened to what varies in tests plus a few of the many fields we do not read. */
final class ShopBody {
    private ShopBody() {}

    static String created(long id, String number) {
        return """
                {"id": %d, "admin_graphql_api_id": "gid://shopify/Order/%d", "name": "%s", "order_number": 1001,
                 "app_id": 580111, "browser_ip": "203.0.113.7", "cancelled_at": null, "confirmed": true,
                 "created_at": "2026-11-22T04:00:00-05:00", "updated_at": "2026-11-22T04:00:01-05:00",
                 "currency": "EUR", "total_price": "64.90", "current_total_price": "64.90", "email": "ines@example.com",
                 "financial_status": "paid", "fulfillment_status": null, "phone": null, "note_attributes": [],
                 "customer": {"id": 6, "first_name": "Inés", "last_name": "Moreno", "phone": null, "tags": ""},
                 "shipping_address": {"name": "Inés Moreno", "phone": "600 111 222", "country_code": "ES"},
                 "line_items": [
                   {"id": 11, "sku": "PEONY-L", "title": "Peony bouquet", "name": "Peony bouquet - Large",
                    "quantity": 1, "price": "39.90", "grams": 400, "properties": []},
                   {"id": 12, "sku": "", "title": "Ceramic vase", "name": "Ceramic vase", "quantity": 2,
                    "price": "12.50", "fulfillment_status": null}],
                 "fulfillments": [], "refunds": []}""".formatted(id, id, number);
    }

    static String fulfilled(long id, String number) {
        return created(id, number)
                .replace("\"fulfillment_status\": null, \"phone\"", "\"fulfillment_status\": \"fulfilled\", \"phone\"")
                .replace("\"fulfillments\": []", """
                        "fulfillments": [
                          {"id": 1, "status": "cancelled", "tracking_company": "Wrong"},
                          {"id": 2, "status": "success", "created_at": "2026-11-22T05:00:00-05:00",
                           "tracking_company": "DHL Express", "tracking_number": "JD014600001",
                           "tracking_numbers": ["JD014600001"], "tracking_url": "https://www.dhl.com/track?id=JD014600001"}]""");
    }

    static String cancelled(long id, String number) {
        return created(id, number).replace("\"cancelled_at\": null", "\"cancelled_at\": \"2026-11-22T06:00:00-05:00\"");
    }
}
