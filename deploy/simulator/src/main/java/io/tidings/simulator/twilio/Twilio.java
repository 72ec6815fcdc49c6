package io.tidings.simulator.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.chat.ChatMessage;
import io.tidings.simulator.chat.Chats;
import io.tidings.simulator.faults.FaultInjector;
import io.tidings.simulator.faults.Mishap;
import io.tidings.simulator.http.Endpoints;
import io.tidings.simulator.http.Input;
import io.tidings.simulator.http.Json;
import io.tidings.simulator.http.Outbound;
import io.tidings.simulator.http.Refused;
import io.tidings.simulator.journal.Journal;
import io.tidings.simulator.whatsapp.WhatsAppSettings.Timings;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Twilio side: {@code POST /2010-04-01/Accounts/{AccountSid}/Messages.json}, {@code GET …/Messages/{Sid}.json}, and the
 * simulator's own {@code /simulator/twilio/accounts} and {@code /simulator/twilio/inbound}.
 */
public final class Twilio {
    static final String VERSION = "2010-04-01";

    private final Vertx vertx;
    private final InstantSource clock;
    private final Journal journal;
    private final FaultInjector faults;
    private final Chats chats;
    private final Accounts accounts = new Accounts();
    private final Callbacks callbacks;
    private final Messages messages;

    public Twilio(
            Vertx vertx,
            InstantSource clock,
            Journal journal,
            FaultInjector faults,
            Chats chats,
            Outbound outbound,
            Timings timings) {
        this.vertx = vertx;
        this.clock = clock;
        this.journal = journal;
        this.faults = faults;
        this.chats = chats;
        this.callbacks = new Callbacks(vertx, outbound, journal, accounts);
        this.messages = new Messages(vertx, clock, journal, chats, callbacks, timings);
    }

    public void register(Router router, Endpoints endpoints) {
        router.post("/" + VERSION + "/Accounts/:account/Messages.json").handler(this::send);
        router.getWithRegex("/" + VERSION + "/Accounts/(?<account>[^/]+)/Messages/(?<sid>[^/.]+)\\.json")
                .handler(this::get);
        endpoints.onBody(HttpMethod.POST, "/simulator/twilio/accounts", this::registerAccount);
        endpoints.onBody(HttpMethod.POST, "/simulator/twilio/inbound", this::inbound);
    }

    public void forget() {
        messages.forget();
    }

    private void send(RoutingContext context) {
        var account = context.pathParam("account");
        try {
            accounts.authorise(account, context.request().getHeader("Authorization"));
        } catch (TwilioError refusal) {
            Endpoints.json(context, refusal.status(), refusal.toJson());
            return;
        }
        var mishap = faults.next();
        messages.send(account, context.request().formAttributes(), mishap).onComplete(done -> {
            if (mishap.latencyMs() > 0) {
                vertx.setTimer(mishap.latencyMs(), later -> answer(context, mishap, done));
            } else {
                answer(context, mishap, done);
            }
        });
    }

    private static void answer(RoutingContext context, Mishap mishap, AsyncResult<Text> done) {
        if (mishap.hangUp()) {
            context.request().connection().close();
        } else if (done.succeeded()) {
            Endpoints.json(context, 201, done.result().toJson());
        } else {
            var error = done.cause() instanceof TwilioError refusal ? refusal : TwilioError.down(500);
            Endpoints.json(context, error.status(), error.toJson());
        }
    }

    private void get(RoutingContext context) {
        try {
            var account = context.pathParam("account");
            accounts.authorise(account, context.request().getHeader("Authorization"));
            var text = messages.find(account, context.pathParam("sid"));
            if (text == null) {
                throw TwilioError.notFound();
            }
            Endpoints.json(context, 200, text.toJson());
        } catch (TwilioError refusal) {
            Endpoints.json(context, refusal.status(), refusal.toJson());
        }
    }

    private Future<JsonNode> registerAccount(byte[] body) {
        var input = Input.of(body, "account_sid", "auth_token", "number", "inbound_url");
        var account = input.text("account_sid");
        accounts.register(account, input.text("auth_token"));
        if (input.has("number")) {
            messages.receiveAt(input.text("number"), new Messages.Inbox(account, input.httpUrl("inbound_url")));
        }
        return Future.succeededFuture(Json.object().put("account_sid", account));
    }

    /** Somebody texts a number: the suite is told where its statuses went, unless the account says otherwise. */
    private Future<JsonNode> inbound(byte[] body) {
        var input = Input.of(body, "to", "from", "text");
        var number = input.text("to");
        var person = "+" + input.text("from").replaceAll("\\D", "");
        var words = input.text("text");
        var inbox = messages.inbox(number);
        if (inbox == null) {
            throw Refused.conflict("Nothing was sent from this number, and no account receives for it");
        }
        var sid = messages.sid();
        var understood = messages.obey(number, person, words);
        var form = new TreeMap<>(Map.of(
                "AccountSid", inbox.account(),
                "ApiVersion", VERSION,
                "From", person,
                "To", number,
                "Body", words,
                "MessageSid", sid,
                "SmsSid", sid,
                "SmsMessageSid", sid,
                "SmsStatus", "received",
                "NumMedia", "0"));
        if (understood != null) {
            form.put("OptOutType", understood);
        }
        return journal.append("twilio.inbound", json -> {
                    json.writeStringField("sid", sid);
                    json.writeStringField("from", person);
                    json.writeStringField("to", number);
                    json.writeStringField("text", words);
                })
                .map(seq -> {
                    chats.received(
                            Messages.chat(number),
                            Messages.display(number),
                            Messages.digits(person),
                            null,
                            ChatMessage.fromPerson(sid, words, clock.instant()),
                            clock.instant());
                    callbacks.send(inbox.account(), inbox.url(), form, "received");
                    return Json.object().put("sid", sid).put("from", person);
                });
    }
}
