/** Contacts in files: read part by part, worked part by part, written page by page. */
@NullMarked
package io.tidings.messaging.contactfile;

import org.jspecify.annotations.NullMarked;
