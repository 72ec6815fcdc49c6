/** What all REST resources share: caller, idempotency, pages, entity tags, strict JSON. */
@NullMarked
package io.tidings.runtime.web;

import org.jspecify.annotations.NullMarked;
