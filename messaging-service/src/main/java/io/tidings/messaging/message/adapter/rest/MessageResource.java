package io.tidings.messaging.message.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageFilter;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/**
 * Every message with the reason it was sent, waits or was not sent. Refusals: {@code message.not-found} 404,
 * {@code message.filter} 400, {@code phone.invalid} 422.
 */
@Path("/api/v1/messages")
class MessageResource {

    /** The filters of the list; a filter that can match nothing by its form is refused, not answered with nothing. */
    public static class FilterQuery {
        private static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");
        private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

        @QueryParam("status")
        @Nullable
        String status;

        @QueryParam("contact_id")
        @Nullable
        String contact;

        @QueryParam("intent_key")
        @Nullable
        String intentKey;

        @QueryParam("phone")
        @Nullable
        String phone;

        @QueryParam("purpose")
        @Nullable
        String purpose;

        /** As {@code order} or {@code order:<id>}. */
        @QueryParam("source")
        @Nullable
        String source;

        @QueryParam("template")
        @Nullable
        String template;

        @QueryParam("since")
        @Nullable
        String since;

        /** The former name of {@code since}. */
        @QueryParam("from")
        @Nullable
        String from;

        @QueryParam("until")
        @Nullable
        String until;

        @QueryParam("conversation_id")
        @Nullable
        String conversation;

        MessageFilter read() {
            printable(intentKey);
            printable(template);
            printable(source);
            var begin = since == null ? from : since;
            var subject = source == null ? new String[0] : source.split(":", 2);
            return new MessageFilter(
                    status == null ? null : MessageStatus.find(status).orElseThrow(NotAFilter::new),
                    contact == null ? null : uuid(contact),
                    intentKey,
                    phone == null ? null : PhoneNumber.parse(phone),
                    purpose == null ? null : Purpose.find(purpose).orElseThrow(NotAFilter::new),
                    subject.length > 0 ? subject[0] : null,
                    subject.length > 1 ? subject[1] : null,
                    template,
                    begin == null ? null : instant(begin),
                    until == null ? null : instant(until),
                    conversation == null ? null : uuid(conversation));
        }

        private static void printable(@Nullable String text) {
            if (text != null && !text.matches("[\\x21-\\x7e]{1,200}")) {
                throw new NotAFilter();
            }
        }

        private static Instant instant(String text) {
            try {
                var moment = Instant.parse(text);
                if (moment.isAfter(EARLIEST) && moment.isBefore(LATEST)) {
                    return moment;
                }
                throw new NotAFilter();
            } catch (DateTimeParseException e) {
                throw new NotAFilter();
            }
        }

        private static UUID uuid(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw new NotAFilter();
            }
        }
    }

    /** A filter of a form nothing has. */
    static final class NotAFilter extends Refusal {
        NotAFilter() {
            super(Kind.MALFORMED, "message.filter", "A filter of the list has no usable value");
        }
    }

    private final FindMessages messages;
    private final TenantTx tx;

    MessageResource(FindMessages messages, TenantTx tx) {
        this.messages = messages;
        this.tx = tx;
    }

    @GET
    @PermissionsAllowed("messages:read")
    public Uni<Page<MessageView>> list(
            @BeanParam Caller caller, @BeanParam PageQuery page, @BeanParam FilterQuery filter) {
        var request = page.of(caller.tenant());
        var wanted = filter.read();
        return tx.run(request.tenant(), () -> messages.list(request.tenant(), request, wanted));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("messages:read")
    public Uni<MessageView> get(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return tx.run(tenant, () -> messages.byId(tenant, id))
                .map(found -> found.orElseThrow(FindMessages.NotFound::new));
    }
}
