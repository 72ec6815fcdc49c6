package io.tidings.gateway.routing;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** The table of paths. Most specific first; a path that is not in it does not exist. */
public final class RoutingTable {
    private static final String API = "/api/v1/";
    private static final String WEBHOOKS = "/webhooks/";
    private static final Map<String, Route> BY_RESOURCE = new HashMap<>();
    private static final Map<String, Route> BY_SENDER = new HashMap<>();
    private static final Route CONTACT_CAMPAIGNS = new Route(Service.CAMPAIGN, Route.Kind.API, "campaigns");
    private static final Route OTP_SEND = new Route(Service.MESSAGING, Route.Kind.API, Route.OTP_SEND);

    private static final Route CONTACT_IMPORTS = new Route(Service.MESSAGING, Route.Kind.API, Route.CONTACT_IMPORTS);

    static {
        resources(Service.TENANT, Route.Kind.TENANCY, "tenants", "invitations");
        resources(Service.TENANT, Route.Kind.OPEN, "plans");
        resources(
                Service.MESSAGING,
                Route.Kind.API,
                "contacts",
                "phone-numbers",
                "sms-senders",
                "templates",
                "notification-rules",
                "messages",
                "conversations",
                "leads",
                "unsubscribers",
                "consents",
                "otp");
        resources(Service.BILLING, Route.Kind.API, "invoices", "subscriptions", "reminders");
        resources(Service.COMMERCE, Route.Kind.API, "orders", "stores");
        resources(Service.CAMPAIGN, Route.Kind.API, "campaigns");
        webhook("whatsapp", Service.MESSAGING);
        webhook("twilio", Service.MESSAGING);
        webhook("shopify", Service.COMMERCE);
        webhook("woocommerce", Service.COMMERCE);
        webhook("stripe", Service.BILLING);
    }

    private RoutingTable() {}

    /** The owner of an accepted path, null when nobody owns it. @param path as {@link RequestTarget} left it */
    public static @Nullable Route route(String path) {
        if (path.startsWith(API)) {
            String resource = segment(path, API.length());
            if (resource.equals("contacts") && isCampaignOfContact(path)) {
                return CONTACT_CAMPAIGNS;
            }
            if (path.equals(API + "otp/send")) {
                return OTP_SEND;
            }
            if (path.equals(API + "contacts/imports")) {
                return CONTACT_IMPORTS;
            }
            return BY_RESOURCE.get(resource);
        }
        return path.startsWith(WEBHOOKS) ? BY_SENDER.get(segment(path, WEBHOOKS.length())) : null;
    }

    /** {@code /api/v1/contacts/{id}/campaign…} and {@code …/campaigns…} belong to the campaign service. */
    private static boolean isCampaignOfContact(String path) {
        int afterId = path.indexOf('/', API.length() + "contacts/".length());
        if (afterId < 0) {
            return false;
        }
        String below = segment(path, afterId + 1);
        return below.equals("campaign") || below.equals("campaigns");
    }

    private static String segment(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.substring(from) : path.substring(from, slash);
    }

    private static void resources(Service service, Route.Kind kind, String... names) {
        for (String name : names) {
            BY_RESOURCE.put(name, new Route(service, kind, name));
        }
    }

    private static void webhook(String sender, Service service) {
        BY_SENDER.put(sender, new Route(service, Route.Kind.WEBHOOK, sender));
    }
}
