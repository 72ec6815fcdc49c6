package io.tidings.messaging.template.application;

import io.tidings.messaging.template.domain.Template;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** The templates every tenant has; they are approved at the provider under the same names. */
@ApplicationScoped
public class BuiltInTemplates {
    public static final String PACKING_LIST = "packing_list";
    public static final String ORDER_CONFIRMATION = "order_confirmation";
    public static final String SHIPPING_NOTIFICATION = "shipping_notification";
    public static final String DELIVERY_CONFIRMATION = "delivery_confirmation";
    public static final String PAYMENT_REMINDER = "payment_reminder";
    public static final String DRIP_STEP = "drip_step";
    /** Meta's fixed wording of authentication templates; its copy button takes the code too. */
    public static final String OTP_CODE = "otp_code";

    private static final List<Template> ALL = List.of(
            utility(
                    PACKING_LIST,
                    "Order {{1}} is ready to be packed: {{2}}. Pack it for {{3}}.",
                    "order_number",
                    "items",
                    "packed_for"),
            utility(
                    ORDER_CONFIRMATION,
                    "Hi {{1}}, thank you for your order {{2}}: {{3}}.",
                    "name",
                    "order_number",
                    "items"),
            utility(
                    SHIPPING_NOTIFICATION,
                    "Hi {{1}}, your order {{2}} is on its way with {{3}}. Tracking number: {{4}}.",
                    "name",
                    "order_number",
                    "carrier",
                    "tracking"),
            utility(
                    DELIVERY_CONFIRMATION,
                    "Hi {{1}}, your order {{2}} has been delivered. Thank you!",
                    "name",
                    "order_number"),
            utility(
                    PAYMENT_REMINDER,
                    "Hi {{1}}, invoice {{2}} over {{3}} is due on {{4}}. {{5}}",
                    "name",
                    "invoice_number",
                    "amount",
                    "due_date",
                    "status_line"),
            new Template(
                    DRIP_STEP, "marketing", "en", "Hi {{1}}, {{2}}\n\nReply STOP to opt out.", List.of("name", "text")),
            new Template(
                    OTP_CODE,
                    "authentication",
                    "en",
                    "{{1}} is your verification code. For your security, do not share this code.",
                    List.of("code")));

    private static final Map<String, Template> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Template::name, Function.identity()));

    public List<Template> all() {
        return ALL;
    }

    /** The template of this name; refuses unknown ones ({@code template.not-found}). */
    public Template byName(String name) {
        var template = BY_NAME.get(name);
        if (template == null) {
            throw new Template.NotFound();
        }
        return template;
    }

    private static Template utility(String name, String body, String... variables) {
        return new Template(name, "utility", "en", body, List.of(variables));
    }
}
