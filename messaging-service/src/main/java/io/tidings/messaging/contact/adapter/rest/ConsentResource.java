package io.tidings.messaging.contact.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.ConsentFilter;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.contact.adapter.rest.ContactConsentResource.ConsentView;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** The ledger of all contacts, of erased ones too, newest line first. Refuses {@code consent.filter} 400. */
@Path("/api/v1/consents")
class ConsentResource {

    /** A filter that can match nothing by its form is refused, not answered with nothing. */
    public static class FilterQuery {
        @QueryParam("contact_id")
        @Nullable
        String contact;

        /** marketing or transactional. */
        @QueryParam("purpose")
        @Nullable
        String purpose;

        /** granted or revoked. */
        @QueryParam("decision")
        @Nullable
        String decision;

        /** RFC 3339; lines of this moment and later. */
        @QueryParam("since")
        @Nullable
        String since;

        /** RFC 3339; lines before it. */
        @QueryParam("until")
        @Nullable
        String until;

        ConsentFilter read() {
            return new ConsentFilter(
                    read(contact, UUID::fromString),
                    read(purpose, ConsentPurpose::of),
                    read(decision, Decision::of),
                    read(since, FilterQuery::moment),
                    read(until, FilterQuery::moment));
        }

        private static Instant moment(String text) {
            return ContactConsentResource.moment(text).orElseThrow(NoFilter::new);
        }

        private static <T> @Nullable T read(@Nullable String text, Function<String, T> reader) {
            try {
                return text == null ? null : reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new NoFilter();
            }
        }
    }

    private final Consents consents;
    private final TenantTx tx;

    ConsentResource(Consents consents, TenantTx tx) {
        this.consents = consents;
        this.tx = tx;
    }

    @GET
    @PermissionsAllowed("contacts:read")
    public Uni<Page<ConsentView>> list(
            @BeanParam Caller caller, @BeanParam PageQuery page, @BeanParam FilterQuery filter) {
        var request = page.of(caller.tenant());
        var wanted = filter.read();
        return tx.run(
                request.tenant(),
                () -> consents.lines(request.tenant(), request, wanted)
                        .map(found -> new Page<>(
                                found.items().stream().map(ConsentView::of).toList(), found.nextCursor())));
    }

    /** A filter of a form nothing has. */
    static final class NoFilter extends Refusal {
        NoFilter() {
            super(
                    Kind.MALFORMED,
                    "consent.filter",
                    "contact_id takes an id, purpose marketing or transactional, decision granted or revoked, since and"
                            + " until a time such as 2026-11-20T12:00:00Z");
        }
    }
}
