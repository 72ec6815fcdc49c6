package io.tidings.gateway.login;

import org.jspecify.annotations.Nullable;

/**
 * Somebody the issuer knows.
 *
 * @param subject who: the issuer's id, never changes
 * @param name to be shown
 * @param email to be shown; says nothing about rights
 */
record Person(
        String subject, @Nullable String name, @Nullable String email) {}
