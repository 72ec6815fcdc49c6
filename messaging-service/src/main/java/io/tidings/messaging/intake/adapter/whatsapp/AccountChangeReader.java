package io.tidings.messaging.intake.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.messaging.phonenumber.application.KeepNumberNews;
import io.tidings.messaging.phonenumber.application.NumberHealth.Limit;
import io.tidings.messaging.phonenumber.application.NumberHealth.News;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what Meta tells of an account and its numbers: {@code phone_number_quality_update}, {@code account_update} and
 * {@code business_capability_update}. Names of tiers come in several generations and are read by their digits.
 */
final class AccountChangeReader {
    /** The fields understood. */
    static final Set<String> FIELDS =
            Set.of("phone_number_quality_update", "account_update", "business_capability_update");

    private static final Pattern TIER = Pattern.compile("(?:TIER_)?([0-9]{1,9})(K?)");
    private static final int LONGEST_EVENT = 64;

    private AccountChangeReader() {}

    /** Empty when it tells nothing of use. */
    static Optional<KeepNumberNews.Command> read(TenantId tenant, JsonNode change) {
        var account = change.path("waba_id").asText("");
        var value = change.path("value");
        var news = switch (change.path("field").asText("")) {
            case "phone_number_quality_update" ->
                new News(quality(value), limit(value, "max_daily_conversations_per_business", "current_limit"), null);
            case "business_capability_update" ->
                new News(
                        null,
                        limit(value, "max_daily_conversations_per_business", "max_daily_conversation_per_phone"),
                        null);
            case "account_update" -> new News(null, null, standing(value));
            default -> null;
        };
        if (news == null || account.isEmpty() || news.isEmpty()) {
            return Optional.empty();
        }
        var phone = value.path("display_phone_number").asText("").replaceAll("[^0-9]", "");
        return Optional.of(
                new KeepNumberNews.Command(tenant, account, phone.isEmpty() ? null : phone, event(value), news));
    }

    private static @Nullable String event(JsonNode value) {
        var event = value.path("event").asText("");
        return event.matches("[A-Z_]{1," + LONGEST_EVENT + "}") ? event : null;
    }

    private static @Nullable String quality(JsonNode value) {
        return switch (value.path("event").asText("")) {
            case "FLAGGED" -> "red";
            case "UNFLAGGED" -> "green";
            default -> null;
        };
    }

    private static @Nullable Limit limit(JsonNode value, String... names) {
        for (var name : names) {
            var text = value.path(name).asText("");
            if (text.equals("-1") || text.endsWith("UNLIMITED")) {
                return Limit.NONE;
            }
            var tier = TIER.matcher(text);
            if (tier.matches()) {
                var people = Long.parseLong(tier.group(1)) * (tier.group(2).isEmpty() ? 1 : 1000);
                return people > 0 && people <= Integer.MAX_VALUE ? new Limit((int) people) : null;
            }
        }
        return null;
    }

    /** Why the account may not send, empty text when it may again, null when nothing is said of it. */
    private static @Nullable String standing(JsonNode value) {
        var bans = value.at("/ban_info/waba_ban_state");
        var ban = bans.isArray() ? bans.path(0).asText("") : bans.asText("");
        return switch (ban.isEmpty() ? value.path("event").asText("") : ban) {
            case "DISABLE", "DISABLED_UPDATE", "ACCOUNT_DELETED" -> "account.disabled";
            case "ACCOUNT_RESTRICTION" -> "account.restricted";
            case "REINSTATE", "ACCOUNT_REINSTATED", "VERIFIED_ACCOUNT" -> "";
            default -> null;
        };
    }
}
