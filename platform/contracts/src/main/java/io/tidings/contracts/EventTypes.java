package io.tidings.contracts;

import io.tidings.contracts.billing.InvoiceCancelled;
import io.tidings.contracts.billing.InvoiceIssued;
import io.tidings.contracts.billing.InvoiceOverdue;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.contracts.billing.PaymentReminderDue;
import io.tidings.contracts.campaign.CampaignStepDue;
import io.tidings.contracts.commerce.OrderDelivered;
import io.tidings.contracts.commerce.OrderPacked;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.contracts.messaging.ContactCreated;
import io.tidings.contracts.messaging.ContactOptedOut;
import io.tidings.contracts.messaging.ContactUpdated;
import io.tidings.contracts.messaging.MessageDelivered;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.contracts.messaging.MessageRead;
import io.tidings.contracts.messaging.MessageReceived;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.contracts.messaging.SendingPaused;
import io.tidings.contracts.messaging.SendingResumed;
import io.tidings.contracts.tenant.AccessRefused;
import io.tidings.contracts.tenant.ApiCallsCounted;
import io.tidings.contracts.tenant.ApiKeyCreated;
import io.tidings.contracts.tenant.ApiKeyRevoked;
import io.tidings.contracts.tenant.ApiKeyRotated;
import io.tidings.contracts.tenant.MemberAdded;
import io.tidings.contracts.tenant.MemberChanged;
import io.tidings.contracts.tenant.MemberRemoved;
import io.tidings.contracts.tenant.PlanChanged;
import io.tidings.contracts.tenant.QuotaThresholdReached;
import io.tidings.contracts.tenant.TenantCreated;
import io.tidings.contracts.tenant.TenantResumed;
import io.tidings.contracts.tenant.TenantSuspended;
import io.tidings.contracts.tenant.TenantUpdated;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * CloudEvents type names of all events, such as {@code io.tidings.commerce.order-shipped.v1}: the publisher's package,
 * the record's name in kebab case, the version of its shape.
 */
public final class EventTypes {
    /** Every event of the suite. */
    public static final List<Class<? extends Event>> ALL = List.of(
            TenantCreated.class,
            TenantUpdated.class,
            ApiKeyCreated.class,
            ApiKeyRevoked.class,
            TenantSuspended.class,
            TenantResumed.class,
            PlanChanged.class,
            ApiKeyRotated.class,
            MemberAdded.class,
            MemberChanged.class,
            MemberRemoved.class,
            QuotaThresholdReached.class,
            ApiCallsCounted.class,
            ContactCreated.class,
            ContactUpdated.class,
            ContactOptedOut.class,
            MessageSent.class,
            MessageDelivered.class,
            MessageRead.class,
            MessageFailed.class,
            MessageReceived.class,
            SendingPaused.class,
            SendingResumed.class,
            OrderPlaced.class,
            OrderPacked.class,
            OrderShipped.class,
            OrderDelivered.class,
            InvoiceIssued.class,
            InvoiceOverdue.class,
            InvoicePaid.class,
            InvoiceCancelled.class,
            PaymentReminderDue.class,
            CampaignStepDue.class,
            AccessRefused.class);

    private static final Map<String, Class<? extends Event>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventTypes::derive, Function.identity()));
    private static final Map<Class<? extends Event>, String> NAMES =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), EventTypes::derive));

    private EventTypes() {}

    /** The {@code ce_type} of an event class; refuses a class that is not published. */
    public static String nameOf(Class<? extends Event> type) {
        var name = NAMES.get(type);
        if (name == null) {
            throw new IllegalArgumentException("Not a published event: " + type.getSimpleName());
        }
        return name;
    }

    /** The record behind a {@code ce_type}; empty for types this release does not know. */
    public static Optional<Class<? extends Event>> byName(String ceType) {
        return Optional.ofNullable(BY_NAME.get(ceType));
    }

    /** Class path of the JSON Schema of an event, such as {@code /schemas/io.tidings.commerce.order-shipped.v1.json}. */
    public static String schemaOf(Class<? extends Event> type) {
        return "/schemas/" + nameOf(type) + ".json";
    }

    private static String derive(Class<? extends Event> type) {
        var publisher = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        var kebab = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return "io.tidings." + publisher + "." + kebab + ".v1";
    }
}
