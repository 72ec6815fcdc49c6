/**
 * Drip campaigns: a tenant writes a sequence of steps, enrols contacts, and each step asks messaging-service for one
 * message when it falls due, until the sequence ends, the contact answers or opts out.
 */
@NullMarked
package io.tidings.campaign;

import org.jspecify.annotations.NullMarked;
