package io.tidings.testkit.architecture.canary.injection_is_by_constructor;

import jakarta.inject.Inject;

class ShipOrder {
    @Inject
    Runnable outbox;
}
