package io.tidings.commerce.order.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.application.FindOrders;
import io.tidings.commerce.order.application.OrderNumbers;
import io.tidings.commerce.order.application.OrderView;
import io.tidings.commerce.order.application.PackItem;
import io.tidings.commerce.order.application.PlaceOrder;
import io.tidings.commerce.order.application.UpdateOrder;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Orders: place, show, move on, pack. Ids of other tenants are answered as ids of nobody ({@code order.not-found}). */
@Path("/api/v1/orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class OrderResource {
    /** Numbers tried when somebody takes the next one by name at the very moment. */
    private static final int TRIES = 5;

    private final PlaceOrder placeOrder;
    private final UpdateOrder updateOrder;
    private final PackItem packItem;
    private final FindOrders findOrders;
    private final OrderNumbers numbers;
    private final Idempotency idempotency;

    OrderResource(
            PlaceOrder placeOrder,
            UpdateOrder updateOrder,
            PackItem packItem,
            FindOrders findOrders,
            OrderNumbers numbers,
            Idempotency idempotency) {
        this.placeOrder = placeOrder;
        this.updateOrder = updateOrder;
        this.packItem = packItem;
        this.findOrders = findOrders;
        this.numbers = numbers;
        this.idempotency = idempotency;
    }

    /**
     * Places an order: 201. Refuses a number or external id in use (409 {@code order.number-taken},
     * {@code order.external-taken}), bad phones, currencies, totals and dates (422).
     */
    @POST
    @PermissionsAllowed("orders:write")
    public Uni<Response> place(@BeanParam Caller caller, @NotNull @Valid OrderRequest body) {
        var number = body.orderNumber();
        return number != null
                ? place(caller, body, number)
                : Uni.createFrom()
                        .deferred(() -> numbers.next(caller.tenant()).chain(next -> place(caller, body, next)))
                        .onFailure(Purchase.NumberTaken.class)
                        .retry()
                        .atMost(TRIES);
    }

    private Uni<Response> place(Caller caller, OrderRequest body, String number) {
        return idempotency.once(
                caller,
                body,
                () -> placeOrder
                        .handle(body.command(caller.tenant(), number))
                        .map(order -> Answers.created(
                                "/api/v1/orders/" + order.id().value(), OrderView.of(order), order.version())));
    }

    /** One order with its entity tag. */
    @GET
    @Path("/{id}")
    @PermissionsAllowed("orders:read")
    public Uni<Response> show(@BeanParam Caller caller, @PathParam("id") String id) {
        return findOrders.byId(caller.tenant(), OrderId.of(id)).map(found -> Answers.ok(found.view(), found.version()));
    }

    /** Orders, newest first; {@code status} narrows the list and refuses what is no status ({@code order.status-unknown}). */
    @GET
    @PermissionsAllowed("orders:read")
    public Uni<Page<OrderView>> list(
            @BeanParam Caller caller, @BeanParam PageQuery page, @QueryParam("status") @Nullable String status) {
        var request = page.of(caller.tenant());
        return findOrders
                .page(caller.tenant(), statusOf(status), request.before(), request.fetch())
                .map(rows -> Page.of(request, rows, OrderView::id));
    }

    /**
     * Confirms, ships, delivers or cancels. The same request again answers 200 and tells nobody; a step the order cannot
     * take is 409 ({@code order.not-confirmable}, {@code -shippable}, {@code -deliverable}, {@code -cancellable}).
     */
    @PUT
    @Path("/{id}")
    @PermissionsAllowed("orders:write")
    public Uni<Response> update(
            @BeanParam Caller caller, @PathParam("id") String id, @NotNull @Valid UpdateRequest body) {
        return updateOrder.handle(body.command(caller, OrderId.of(id))).map(OrderResource::answer);
    }

    /** Notes how many of an item are packed (all when the body does not say). */
    @PUT
    @Path("/{id}/items/{item}/pack")
    @PermissionsAllowed("orders:write")
    public Uni<Response> pack(
            @BeanParam Caller caller,
            @PathParam("id") String id,
            @PathParam("item") String item,
            @Valid @Nullable PackRequest body) {
        return packItem.handle(new PackItem.Command(
                        caller.tenant(),
                        OrderId.of(id),
                        itemOf(item),
                        body == null ? null : body.packedQuantity(),
                        caller::expectVersion))
                .map(OrderResource::answer);
    }

    private static Response answer(Order order) {
        return Answers.ok(OrderView.of(order), order.version());
    }

    private static UUID itemOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0); // names no item; whether the order is there is said first
        }
    }

    private static @Nullable OrderStatus statusOf(@Nullable String text) {
        if (text == null) {
            return null;
        }
        for (var status : OrderStatus.values()) {
            if (status.text().equals(text)) {
                return status;
            }
        }
        throw new UnknownStatus();
    }

    /** Not a status of an order. */
    static final class UnknownStatus extends Refusal {
        UnknownStatus() {
            super(
                    Kind.MALFORMED,
                    "order.status-unknown",
                    "status takes pending, confirmed, packed, shipped, delivered or cancelled");
        }
    }
}
