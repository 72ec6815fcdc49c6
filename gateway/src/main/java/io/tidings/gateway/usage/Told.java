package io.tidings.gateway.usage;

import io.tidings.contracts.Event;

import java.util.UUID;

/**
 * Something to be published.
 *
 * @param tenant whom it is about
 */
record Told(UUID tenant, Event event) {}
