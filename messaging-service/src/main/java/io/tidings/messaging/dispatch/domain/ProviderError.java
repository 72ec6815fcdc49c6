package io.tidings.messaging.dispatch.domain;

import org.jspecify.annotations.Nullable;

/**
 * An error the WhatsApp Cloud API or Twilio answered or told later in a status, and what to do about it. The table follows
 * Meta's "Error codes" page of the Cloud API, where titles and sub-codes are deprecated, and Twilio's "Error and Warning
 * Dictionary"; only the code decides. No code of the one is a code of the other.
 *
 * @param code stable text such as {@code whatsapp.131026} or {@code twilio.21610}
 * @param number the provider's code, 0 when the answer named none
 * @param detail the provider's words, at most 500 characters; may be unknown
 * @param serverSide answered with a 5xx status
 */
public record ProviderError(
        String code, int number, @Nullable String detail, boolean serverSide) {

    /** What an error asks for. */
    public enum Action {
        /** Not taken for now: try again with growing pauses. */
        RETRY,
        /** Too many to the same person: try again after longer pauses. */
        RETRY_PAIR,
        /** The person has had enough of such messages: one more try after a day. */
        WAIT_A_DAY,
        /** The person asked the provider to stop: keep it in the ledger, fail the message. */
        STOP_CONSENT,
        /** The window has closed: the declared template goes instead, or nothing. */
        SWITCH_TEMPLATE,
        /** The person could not be reached: count it, fail the message. */
        MARK_UNREACHABLE,
        /** The template may not be used for now, or ever: note it and ask the Send Gate again. */
        PAUSE_TEMPLATE,
        /** The number may not send: pause it and ask the Send Gate again. */
        PAUSE_NUMBER,
        /** The account owes money or the token is no good: nothing of the tenant goes until its owner has seen to it. */
        PAUSE_SENDING,
        /** This message will never be taken. */
        FAIL
    }

    private static final int TEMPLATE_PAUSED = 132015;
    private static final int TEMPLATE_DISABLED = 132016;
    private static final int LONGEST_DETAIL = 500;
    private static final String TWILIO = "twilio.";

    public ProviderError {
        if (detail != null && detail.length() > LONGEST_DETAIL) {
            detail = detail.substring(0, LONGEST_DETAIL);
        }
    }

    /** An error with one of Meta's codes. */
    public static ProviderError ofCode(int number, @Nullable String detail, boolean serverSide) {
        return new ProviderError("whatsapp." + number, number, detail, serverSide);
    }

    /** An error with one of Twilio's codes. */
    public static ProviderError ofTwilio(int number, @Nullable String detail) {
        return new ProviderError(TWILIO + number, number, detail, false);
    }

    /** As kept in a row: {@code whatsapp.131026}; texts without a provider's code ask for nothing but failing. */
    public static ProviderError parse(String code, @Nullable String detail) {
        var digits = code.replaceFirst("^(whatsapp|twilio)\\.(?=[0-9]{1,9}$)", "");
        return new ProviderError(code, digits.equals(code) ? -1 : Integer.parseInt(digits), detail, false);
    }

    /** A refusal without a code, known by its HTTP status alone. */
    public static ProviderError ofStatus(int status) {
        return new ProviderError("whatsapp.http-" + status, status == 429 ? 4 : -1, null, status >= 500);
    }

    /** True when it came of a text message. */
    public boolean isOfSms() {
        return code.startsWith(TWILIO);
    }

    /** True when a template will never be usable again. */
    public boolean isTemplateDisabled() {
        return number == TEMPLATE_DISABLED;
    }

    public Action action() {
        return switch (number) {
            case 20429 -> Action.RETRY;
            case 21610 -> Action.STOP_CONSENT;
            case 20003, 20005, 21606, 21659, 21660, 21701, 21703, 30002 -> Action.PAUSE_NUMBER;
            case 1, 2, 4, 80007, 130429, 131000, 131016, 131057 -> Action.RETRY;
            case 131056 -> Action.RETRY_PAIR;
            case 131049, 130472 -> Action.WAIT_A_DAY;
            case 131050 -> Action.STOP_CONSENT;
            case 131047 -> Action.SWITCH_TEMPLATE;
            case 131026 -> Action.MARK_UNREACHABLE;
            case TEMPLATE_PAUSED, TEMPLATE_DISABLED -> Action.PAUSE_TEMPLATE;
            case 368, 131031, 131048 -> Action.PAUSE_NUMBER;
            case 0, 3, 10, 190, 131042 -> Action.PAUSE_SENDING;
            default -> {
                if (number >= 200 && number <= 299) {
                    yield Action.PAUSE_SENDING; // permissions of the token
                }
                yield serverSide ? Action.RETRY : Action.FAIL;
            }
        };
    }
}
