/** The whole suite, driven through the gateway as its users do, with the simulator's journal as the witness. */
package io.tidings.scenarios;
