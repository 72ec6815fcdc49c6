package io.tidings.testkit.architecture.canary.ports_take_the_tenant_first.order.application;

import java.util.UUID;

interface Orders {
    Object byId(UUID id);
}
