package io.tidings.testkit.architecture.canary.domain_is_plain_java.order.domain;

import io.smallrye.mutiny.Uni;

class Order {
    Uni<Void> save() {
        return Uni.createFrom().voidItem();
    }
}
