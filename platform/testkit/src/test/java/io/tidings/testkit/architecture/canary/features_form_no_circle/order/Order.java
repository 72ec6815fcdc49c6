package io.tidings.testkit.architecture.canary.features_form_no_circle.order;

import io.tidings.testkit.architecture.canary.features_form_no_circle.store.Store;

public record Order(Store store) {}
