/** People: access tokens of the login service, the browser's login and session, and what a person may do where. */
@NullMarked
package io.tidings.gateway.login;

import org.jspecify.annotations.NullMarked;
