package io.tidings.simulator.twilio;

import io.tidings.simulator.chat.ChatMessage.Ticks;
import io.tidings.simulator.chat.Chats;
import io.tidings.simulator.faults.Mishap;
import io.tidings.simulator.journal.Journal;
import io.tidings.simulator.whatsapp.WhatsAppSettings.Timings;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes texts on, tells how far they got, and remembers who said STOP. In memory, but for the journal. */
final class Messages {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
    private static final int LONGEST = 1600;
    private static final int UNREACHABLE_HANDSET = 30003;
    private static final int META_DEFAULT = 131026;
    private static final int MOST = 10_000;

    private final Vertx vertx;
    private final InstantSource clock;
    private final Journal journal;
    private final Chats chats;
    private final Callbacks callbacks;
    private final Timings timings;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Text> texts = new LinkedHashMap<>();
    private final Map<String, Inbox> inboxes = new LinkedHashMap<>();
    private final Set<String> stopped = new HashSet<>();

    /** Where people's answers to a number go. */
    record Inbox(String account, URI url) {}

    Messages(Vertx vertx, InstantSource clock, Journal journal, Chats chats, Callbacks callbacks, Timings timings) {
        this.vertx = vertx;
        this.clock = clock;
        this.journal = journal;
        this.chats = chats;
        this.callbacks = callbacks;
        this.timings = timings;
    }

    Future<Text> send(String account, MultiMap form, Mishap mishap) {
        try {
            var text = read(account, form, mishap);
            return journal.append("twilio.send", json -> {
                        json.writeStringField("account_sid", account);
                        json.writeStringField("sid", text.sid());
                        json.writeStringField("from", text.from());
                        json.writeStringField("to", text.to());
                        json.writeStringField("text", text.body());
                        json.writeStringField(
                                "callback",
                                text.callback() == null ? null : text.callback().toString());
                        json.writeStringField("validity_period", form.get("ValidityPeriod"));
                        json.writeNumberField("failure", text.failure());
                        json.writeBooleanField("hang_up", mishap.hangUp());
                    })
                    .map(seq -> accept(text, mishap));
        } catch (TwilioError refusal) {
            return journal.append("twilio.refused", json -> {
                        json.writeStringField("account_sid", account);
                        json.writeNumberField("http", refusal.status());
                        json.writeNumberField("code", refusal.code());
                        json.writeStringField("to", form.get("To"));
                    })
                    .compose(seq -> Future.failedFuture(refusal));
        }
    }

    private Text read(String account, MultiMap form, Mishap mishap) {
        if (mishap.refusal() == 429) {
            throw TwilioError.tooMany();
        }
        if (mishap.refusal() != 0) {
            throw TwilioError.down(mishap.refusal());
        }
        var to = form.get("To");
        if (to == null || to.isBlank()) {
            throw TwilioError.badRequest(21604, "A 'To' phone number is required.");
        }
        if (!E164.matcher(to).matches()) {
            throw TwilioError.badRequest(21211, "Invalid 'To' Phone Number: " + to);
        }
        var service = form.get("MessagingServiceSid");
        var from = service == null ? form.get("From") : service;
        if (from == null || from.isBlank()) {
            throw TwilioError.badRequest(21603, "A 'From' phone number is required.");
        }
        if (service != null && !SERVICE.matcher(service).matches()) {
            throw TwilioError.badRequest(21703, "The Messaging Service does not exist.");
        }
        var body = form.get("Body");
        if (body == null || body.isBlank()) {
            throw TwilioError.badRequest(21602, "Message body is required.");
        }
        if (body.length() > LONGEST) {
            throw TwilioError.badRequest(21617, "The concatenated message body exceeds the 1600 character limit");
        }
        if (stopped.contains(from + " " + to)) {
            throw TwilioError.badRequest(21610, "Attempt to send to unsubscribed recipient");
        }
        int failure = mishap.failCode() == META_DEFAULT ? UNREACHABLE_HANDSET : mishap.failCode();
        return new Text(
                sid(), account, from, service, to, body, url(form.get("StatusCallback")), failure, clock.instant());
    }

    private Text accept(Text text, Mishap mishap) {
        if (texts.size() >= MOST) {
            texts.remove(texts.keySet().iterator().next());
        }
        texts.put(text.sid(), text);
        chats.sent(chat(text.from()), display(text.from()), digits(text.to()), text.bubble());
        var callback = text.callback();
        if (callback != null) {
            inboxes.putIfAbsent(text.from(), new Inbox(text.account(), withoutQuery(callback)));
        }
        if (!mishap.noStatuses()) {
            vertx.setTimer(Math.max(1, timings.sentMs()), fired -> tell(text, "sent", Ticks.SENT));
            var arrives = text.failure() == 0;
            vertx.setTimer(
                    Math.max(2, timings.deliveredMs()),
                    fired -> tell(
                            text, arrives ? "delivered" : "undelivered", arrives ? Ticks.DELIVERED : Ticks.FAILED));
        }
        return text;
    }

    private void tell(Text text, String status, Ticks ticks) {
        text.become(status);
        chats.advance(text.bubble(), ticks, ticks == Ticks.FAILED ? text.failure() : 0);
        var callback = text.callback();
        if (callback == null) {
            return;
        }
        var form = new TreeMap<>(Map.of(
                "AccountSid", text.account(),
                "ApiVersion", Twilio.VERSION,
                "From", text.from(),
                "To", text.to(),
                "MessageSid", text.sid(),
                "SmsSid", text.sid(),
                "MessageStatus", status,
                "SmsStatus", status));
        if (ticks == Ticks.FAILED) {
            form.put("ErrorCode", Integer.toString(text.failure()));
        }
        callbacks.send(text.account(), callback, form, status);
    }

    @Nullable
    Text find(String account, String sid) {
        var text = texts.get(sid);
        return text != null && text.account().equals(account) ? text : null;
    }

    void receiveAt(String number, Inbox inbox) {
        inboxes.put(number, inbox);
    }

    @Nullable
    Inbox inbox(String number) {
        return inboxes.get(number);
    }

    /** Notes a STOP or START as Twilio does by itself; answers what it understood. */
    @Nullable
    String obey(String number, String person, String words) {
        var pair = number + " " + person;
        return switch (words.strip().toUpperCase(Locale.ROOT)) {
            case "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT" -> {
                stopped.add(pair);
                yield "STOP";
            }
            case "START", "YES", "UNSTOP" -> {
                stopped.remove(pair);
                yield "START";
            }
            case "HELP", "INFO" -> "HELP";
            default -> null;
        };
    }

    /** Forgets who said STOP and what was sent; accounts and addresses stay. */
    void forget() {
        texts.clear();
        stopped.clear();
    }

    String sid() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return "SM" + HexFormat.of().formatHex(bytes);
    }

    /** The chat's id on the page. */
    static String chat(String number) {
        return Chats.SMS + number;
    }

    static String display(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    static String digits(String phone) {
        return phone.substring(1);
    }

    private static @Nullable URI url(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var uri = new URI(text);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().startsWith("http")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // refused below
        }
        throw TwilioError.badRequest(21609, "The 'StatusCallback' URL is not a valid URL.");
    }

    private static URI withoutQuery(URI uri) {
        var text = uri.toString();
        var question = text.indexOf('?');
        return question < 0 ? uri : URI.create(text.substring(0, question));
    }
}
