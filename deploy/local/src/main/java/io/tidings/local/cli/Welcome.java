package io.tidings.local.cli;

import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

/** The table of addresses, and commands that work when pasted into a shell. */
final class Welcome {
    private final Suite suite;
    private final Console console;

    Welcome(Suite suite, Console console) {
        this.suite = suite;
        this.console = console;
    }

    void print() {
        row("gateway, the only door", suite.address(Part.GATEWAY) + "/api/v1");
        row("chats, as phones show them", suite.address(Part.SIMULATOR) + "/");
        for (Part service : Part.services()) {
            row(service.title() + " service", suite.address(service).toString());
        }
        row("PostgreSQL 18", suite.address(Part.POSTGRES) + "  (user postgres)");
        row("Kafka 4", "localhost:" + suite.address(Part.KAFKA).getPort());
        row("logs", suite.logs().toString());
        console.heading("\nFirst steps, to paste into a shell:\n");
        console.line(firstSteps());
        console.line("Then answer it at " + suite.address(Part.SIMULATOR)
                + "/ , see ./tidings status, stop with ./tidings down.\n");
    }

    private void row(String what, String where) {
        console.line("  %-28s %s".formatted(what, where));
    }

    /** Needs curl only; ids are picked out of the answers with grep. */
    private String firstSteps() {
        return """
                T=%s/api/v1; J='Content-Type: application/json'; OP="X-API-Key: $(cat %s)"
                id() { grep -o '"id":"[^"]*' | cut -d'"' -f4; }; N=$(date +%%s)
                # a tenant, its API key (known to the gateway within a second), and the WhatsApp number it speaks from
                TENANT=$(curl -sS $T/tenants -H "$OP" -H "$J" -d '{"name":"Corner Shop","slug":"shop-'$N'"}' | id); echo "tenant $TENANT"
                KEY=$(curl -sS $T/tenants/$TENANT/api-keys -H "$OP" -H "$J" -d '{"name":"first"}' | grep -o 'tdg_live_[0-9A-Za-z]*'); K="X-API-Key: $KEY"
                sleep 1; curl -sS $T/phone-numbers -H "$K" -H "$J" -d '{"phone_number_id":"'$N'","display_phone_number":"+34600111222","access_token":"any-token"}'; echo
                # an order: placed, packed, shipped
                ANSWER=$(curl -sS $T/orders -H "$K" -H "$J" -d '{"customer":{"name":"Ana","phone":"+34600333444"},"items":[{"product_name":"Tea","quantity":2,"unit_price":450}],"currency":"EUR"}'); echo "$ANSWER"
                ORDER=$(echo "$ANSWER" | id | head -1); ITEM=$(echo "$ANSWER" | id | sed -n 2p)
                curl -sS -X PUT $T/orders/$ORDER/items/$ITEM/pack -H "$K" -H "$J" -d '{}'; echo
                curl -sS -X PUT $T/orders/$ORDER -H "$K" -H "$J" -d '{"status":"shipped","tracking":{"carrier":"Correos","number":"PQ123"}}'; echo
                # and what the customer was told
                sleep 2; curl -sS "$T/messages?intent_key=order:$ORDER:shipping_notification" -H "$K"; echo
                """.formatted(suite.address(Part.GATEWAY), suite.operatorKeyFile());
    }
}
