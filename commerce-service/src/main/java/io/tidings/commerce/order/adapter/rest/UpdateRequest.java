package io.tidings.commerce.order.adapter.rest;

import io.tidings.commerce.order.application.UpdateOrder;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Tracking;
import io.tidings.runtime.web.Caller;
import org.jspecify.annotations.Nullable;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Where an order shall get; {@code tracking} goes with shipped. */
record UpdateRequest(
        @NotNull
        @Pattern(
                regexp = "confirmed|shipped|delivered|cancelled",
                message = "must be confirmed, shipped, delivered or cancelled")
        String status,

        @Nullable @Valid TrackingRequest tracking) {

    /** How the parcel can be followed; each part may be unknown. */
    record TrackingRequest(
            @Nullable @Size(min = 1, max = 100) String carrier,
            @Nullable @Size(min = 1, max = 100) String number,

            @Nullable
            @Size(max = 2000)
            @Pattern(regexp = "https?://[^\\s\\p{Cntrl}]+", message = "must be an http or https address")
            String url) {}

    UpdateOrder.Command command(Caller caller, OrderId order) {
        return new UpdateOrder.Command(
                caller.tenant(),
                order,
                OrderStatus.of(status),
                tracking == null ? null : Tracking.ofNullable(tracking.carrier(), tracking.number(), tracking.url()),
                caller::expectVersion);
    }
}
