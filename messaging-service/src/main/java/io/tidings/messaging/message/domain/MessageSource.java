package io.tidings.messaging.message.domain;

/**
 * What a message is about.
 *
 * @param type order, invoice, enrolment or api
 * @param id the thing's id
 */
public record MessageSource(String type, String id) {}
